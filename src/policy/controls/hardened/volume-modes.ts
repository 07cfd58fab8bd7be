import { asArray, asObject, canonicalText, isAbsent, isObject, JsonObject, Path } from '../../../formats/manifest/json';
import { mountsOf } from '../../../formats/manifest/mounts';
import { PodView } from '../../../formats/manifest/pod';
import { Found, Violation } from '../check';
import { always, PodControl } from '../control';
import { at, both, everyEntry, everyVolume } from '../violations';
import { allows } from '../volume-files';

const DEFAULT_MODE = 0o644;
const READ = 0o004;
const WRITE = 0o002;

export const volumeModes: PodControl = {
  id: 'volume-modes',
  title: 'No Secret files for every user',
  level: 'hardened',
  risk: 'low',
  why: 'Every process can read the Secret, also as another user: for example a web server worker that dropped its privileges, or a program '
    + 'in another container.',
  remedy: 'write `defaultMode: 0440`, and set an `fsGroup` so that the application can read the files',
  remedyInCode: 'set `defaultMode: 0o440` in the options of `Volume.fromSecret`, and `fsGroup` in the `securityContext` so that the '
    + 'application can read the files',
  spec: {
    rules: [
      {
        fields: ['spec.volumes[*].{secret,projected}.defaultMode', 'the mode of each of their items'],
        allowed: 'modes without write permission for others',
      },
      {
        when: 'if containers with different users mount the volume',
        fields: ['the same'],
        allowed: 'modes without read permission for others, so not the default, 0644',
      },
    ],
    notes: ['Projected volumes are checked if they contain a Secret or a token. Users are compared only if the pod sets their uids.'],
    sources: [
      'https://kubernetes.io/docs/concepts/configuration/secret/#secret-files-permissions',
      'https://owasp.org/www-project-kubernetes-top-ten/2022/en/src/K08-secrets-management',
    ],
  },
  admission: { because: 'it compares the users of all containers that mount the volume, which is too complex for a CEL expression' },
  reads: {
    needs: ['spec.volumes[*].secret', 'spec.volumes[*].projected'],
    fields: ['containers[*].securityContext.runAsUser', 'containers[*].volumeMounts', 'spec.securityContext.runAsUser'],
  },
  checks: always(everyVolume((volume, index, pod) => both(
    inSource(volume, ['volumes', index], 'secret', volume.secret, pod),
    holdsSecrets(volume.projected) ? both(
      inSource(volume, ['volumes', index], 'projected', volume.projected, pod),
      everyEntry(asArray(asObject(volume.projected).sources), (source, position) => inItems(pod, volume,
        ['volumes', index, 'projected', 'sources', position, 'secret', 'items'], asObject(asObject(source).secret).items))) : undefined))),
};

function holdsSecrets(projected: unknown): boolean {
  return isObject(projected) && asArray(projected.sources).some((source) => {
    const { secret, serviceAccountToken } = asObject(source);
    return !isAbsent(secret) || !isAbsent(serviceAccountToken);
  });
}

function inSource(volume: JsonObject, path: Path, kind: string, source: unknown, pod: PodView): Found {
  if (!isObject(source)) {
    return undefined;
  }
  const { defaultMode } = source;
  const wide = wideMode(pod, volume, isAbsent(defaultMode) ? DEFAULT_MODE : defaultMode, [...path, kind, 'defaultMode']);
  // A projected volume has no items of its own: its sources have them.
  return kind === 'secret' ? both(wide, inItems(pod, volume, [...path, kind, 'items'], source.items)) : wide;
}

function inItems(pod: PodView, volume: JsonObject, path: Path, items: unknown): Found {
  return everyEntry(asArray(items), (item, index) => {
    const { mode } = asObject(item);
    return isAbsent(mode) ? undefined : wideMode(pod, volume, mode, [...path, index, 'mode']);
  });
}

function wideMode(pod: PodView, volume: JsonObject, mode: unknown, path: Path): Violation | undefined {
  if (typeof mode !== 'number' || !Number.isSafeInteger(mode)) {
    return undefined;
  }
  const text = `0${mode.toString(8)}`;
  const isWritable = allows(mode, WRITE);
  const users = !isWritable && allows(mode, READ) ? usersOf(pod, volume) : undefined;
  return isWritable
    ? { ...at(pod, path, `${text} lets every user read and write it`), allowKey: keyOf(text, volume) }
    : users && {
      ...at(pod, path, `${text} lets every user read it, and users ${users.join(' and ')} mount it`),
      allowKey: keyOf(text, volume),
      remedy: 'mount it only in the container that needs it, or give each container a volume with its own `items`',
    };
}

/** The text for a waiver: the mode and the source of the files. The name of the volume makes no difference. */
function keyOf(mode: string, { name: _, ...source }: JsonObject): string {
  return `${mode}: ${canonicalText(source)}`;
}

/** The users of a volume if it has several; undefined for a single user, or if a user is unknown. */
function usersOf(pod: PodView, volume: JsonObject): readonly number[] | undefined {
  let first: number | undefined;
  let other: number | undefined;
  for (const container of pod.containers) {
    const user = container.effective('runAsUser');
    if (typeof user === 'number' && user !== first && mountsOf(container).some((mount) => mount.volume === volume)) {
      other = first === undefined ? other : user;
      first ??= user;
    }
  }
  return first !== undefined && other !== undefined ? [first, other] : undefined;
}
