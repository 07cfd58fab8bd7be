import { Remedy, SignMatch } from '../cause';
import { EvidentMount, isOfKubelet, mountOf } from '../evidence';
import { containerYaml } from '../fixes';
import { failedPath } from '../log-path';
import { userFix } from './user';

/** Options that keep a copy from changing owners: the first match wins. */
const COPIES: readonly (readonly [words: RegExp, instead: string])[] = [
  [/\btar: |extract|unpack|unzip|cpio/i, 'extract the archive without the owners in it (`tar --no-same-owner --no-same-permissions`)'],
  [/\brsync\b/i, 'copy without owners, groups and times of directories (`rsync -rl` instead of `rsync -a`)'],
  [
    /^cp: |\bpreserv(?:e|ing)\b/i,
    'copy without owners, modes and times (`cp -R` instead of `cp -a` or `cp -p`): only the owner of a file may set them',
  ],
  [/^install: /, 'use `install` without `-o` and `-g`'],
  [/^touch: |utimes?\b/i, 'remove `touch` with a time: only the owner of a file may set its time'],
];

/** The advice instead of changing the owner or the mode of a file. */
export function ownerRemedy(text: string, path?: string): string {
  const [, instead] = COPIES.find(([words]) => words.test(text)) ?? [];
  return instead
    ?? `remove the chown or chmod${path === undefined ? '' : ` of ${path}`} from the start script, and do it `
      + 'when you build the image; volumes get their group by fsGroup';
}

/** The kubelet sets owners and modes in the volume of a ConfigMap or Secret: no program can. */
export function ownersInVolume(found: SignMatch, mount: EvidentMount): Remedy {
  const { path, type } = mount;
  if (/chmod/i.test(found.line.text)) {
    return withoutChmod(found, failedPath(found) ?? path, mount);
  }
  const kind = KINDS[type ?? ''] ?? 'volume';
  const rest = `remove the chown of ${path} from the start script: a ${kind} mount is always `
    + 'read-only, and an fsGroup makes its files accessible to the group of the pod';
  if (found.evidence.uid !== 0) {
    return { do: rest, yaml: `securityContext:\n  fsGroup: ${found.evidence.fsGroup ?? found.evidence.uid ?? 'GID'}` };
  }
  const user = userFix(found, { mayStay: true });
  return { ...user, do: `${user.do}: most start scripts change owners only as root. Otherwise, ${rest}` };
}

/** Files that start scripts make executable. */
const PROGRAM = /\.(?:sh|bash|py|pl|rb|js)$|\/s?bin\//;
/** Scripts in a ConfigMap often have no extension. */
const PLAIN = /\/[\w-]+$/;
/** Files that only one user may read, according to their names. */
const PRIVATE = /key|pass|secret|token|cookie|cred|cert|\.?ssh|tls|htpasswd|pgpass|netrc|id_[a-z\d]+$/i;

/** Replaces a chmod in the start script: the volume sets the mode of a program, and other files stay closed or are copied. */
function withoutChmod(found: SignMatch, path: string, { type, path: root, subPath }: EvidentMount): Remedy {
  const isProgram = PROGRAM.test(path) || (type === 'configMap' && PLAIN.test(path) && !PRIVATE.test(path));
  const mode = isProgram ? modeInVolume(found, path) : undefined;
  const copy = path === root && subPath === undefined
    ? `cp -rL ${path} /tmp/DIR && chmod -R go= /tmp/DIR`
    : `install -m 0600 ${path} /tmp/FILE`;
  return mode ? { ...mode, do: `${mode.do}. Remove the chmod from the start script` } : {
    do: `remove the chmod of ${path} from the start script: its volume is always read-only. With \`defaultMode: 0440\` and an `
      + `fsGroup, only the group of the pod can read it. If the program requires a file that only one user can read, copy it: \`${copy}\``,
    typescript: `// of the container: command: ['sh', '-c', '${copy} && exec PROGRAM']`,
    yaml: containerYaml(found, `command: [sh, -c, '${copy} && exec PROGRAM']`),
  };
}

/** The fix for a program in the volume of a ConfigMap or Secret, whose mode the volume sets; undefined for all others. */
export function modeInVolume({ evidence }: SignMatch, path: string | undefined): Remedy | undefined {
  const mount = path === undefined ? undefined : mountOf(evidence, path);
  if (!mount || !isOfKubelet(mount)) {
    return undefined;
  }
  const { volume, type } = mount;
  const [factory, source] = type === 'secret' ? ['fromSecret', 'secret: { secretName: NAME'] : ['fromConfigMap', 'configMap: { name: NAME'];
  // Other files of the volume get the same mode: files of a Secret stay closed to users outside of the group of the pod.
  const [mode, users] = type === 'configMap' ? ['555', 'every user'] : ['550', 'the group of the pod, its fsGroup,'];
  return {
    do: `set \`defaultMode: 0${mode}\` of the volume ${volume}, so that ${users} may execute ${path}: a `
      + `${KINDS[type ?? '']} mount is always read-only, and its files have no other mode`,
    typescript: `// of the volume: Volume.${factory}(chart, 'files', source, { defaultMode: 0o${mode} })`,
    yaml: `volumes:\n  - { name: ${volume}, ${source}, defaultMode: 0${mode} } }`
      + (type === 'configMap' || evidence.fsGroup !== undefined ? '' : `\nsecurityContext:\n  fsGroup: ${evidence.uid || 'GID'}`),
  };
}

const KINDS: { readonly [type: string]: string | undefined } = { configMap: 'ConfigMap', secret: 'Secret', projected: 'projected' };
