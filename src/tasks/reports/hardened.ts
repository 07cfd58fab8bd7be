import { Finding } from './finding';
import { HardenedObject, knownOf, lockOf } from './known-of';
import { printable } from './printable';
import { NO_NAME, refText } from '../../formats/manifest/object-ref';
import { toFieldPath, toJsonPointer } from '../../formats/manifest/paths';
import { findControl } from '../../policy/controls/catalog';
import { ControlChange } from '../../policy/engine/changes';
import { UnknownUser } from '../../policy/engine/unknown-users';

/** A value of a manifest that hardening filled in, replaced or removed. */
export interface ManifestChange {
  /** JSON Pointer from the root of the document. */
  readonly pointer: string;
  /** Undefined if the field was absent. */
  readonly before?: unknown;
  /** Undefined if the field was removed. */
  readonly after?: unknown;
  /** Id of the control that made it. */
  readonly control: string;
  /** Why the control exists, and the known image that the value comes from. */
  readonly why: string;
}

/** The answer of a policy of the team that refuses what hardening filled in. */
interface RefusedText {
  readonly message: string;
  /** Ids of the controls to leave out. Empty if it takes several of them. */
  readonly causes: readonly string[];
}

/** A workload of a file after hardening, with the remaining work. */
export interface HardenedWorkload {
  readonly file: string;
  /** Undefined for a template, whose lines are unknown. */
  readonly line?: number;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  /** Its remaining findings, including waived ones. */
  readonly findings: readonly Finding[];
  /** Values that hardening filled in and a policy of the team refuses. */
  readonly refused: readonly RefusedText[];
  /** The settings that its containers got from facts about their images. */
  readonly known: readonly string[];
  /** The reasons why some of its pods were neither evaluated nor hardened. */
  readonly unevaluated: readonly string[];
  /** Its containers that must not run as root, with images whose user is unknown. */
  readonly unknownUsers: readonly (UnknownUser & { readonly repository: string })[];
  /** The places of its containers without a name. */
  readonly unnamed: readonly string[];
  /** Whether it was not changed because of `unknownUsers`. */
  readonly isSkipped: boolean;
  /** Whether containers that may run as root kept their users, because the workload cannot meet its profile yet. */
  readonly keepsUsers: boolean;
  /** The names of init containers that change owners. Because of them, the object keeps its users. */
  readonly ownerChanges: readonly string[];
  /** Whether hardening set a uid but no fsGroup, because of the volumes of the pod. */
  readonly lacksGroup: boolean;
  /** Whether it is a custom resource with only a part of a pod, which is not changed. */
  readonly isPart: boolean;
  /** Whether it was already hardened to the profile of its findings: hardening can fill in no more fields. */
  readonly isFilled: boolean;
  /** Whether `overrideUnsafe` resolves all its errors. */
  readonly isOverridable: boolean;
}

export function toManifestChange(change: ControlChange, object: HardenedObject): ManifestChange {
  const { path, before, after, control } = change;
  return {
    pointer: toJsonPointer(path),
    before,
    after,
    control,
    why: (findControl(control)?.why ?? '') + knownOf(change, object) + lockOf(change, object),
  };
}

/** A value of the author that was replaced or removed, in one line. */
export function replacementText(file: string, line: number, { path, before, after, control }: ControlChange): string {
  const value = after === undefined ? 'removed' : `now ${JSON.stringify(after)}`;
  return printable(`${file}:${line}: ${control}: ${toFieldPath(path)} was ${JSON.stringify(before)}, ${value}`);
}

/** The settings that came from facts about images, and the reasons why hardening left findings that it could settle. May be empty. */
export function remainingText(workload: HardenedWorkload): string {
  const { known, unknownUsers, unevaluated } = workload;
  return [
    ...known.map((text) => `${titleOf(workload)}: ${text}`),
    ...unknownUsers.length > 0 ? neededUsers(workload) : [],
    ...workload.lacksGroup ? missingGroup(workload) : [],
    ...workload.unnamed.length > 0 ? missingNames(workload) : [],
    ...whyLeft(workload).map((text) => `${titleOf(workload)}: ${text}`),
    ...workload.refused.flatMap((each) => refusedTexts(workload, each)),
    ...unevaluated.map((message) => `${titleOf(workload)}: was not hardened: ${message}`),
  ].map((line) => `${printable(line)}\n`).join('');
}

function titleOf({ file, line, kind, namespace, name }: HardenedWorkload): string {
  return `${file}${line === undefined ? '' : `:${line}`}: ${refText({ kind, namespace, name: name || NO_NAME })}`;
}

function neededUsers(workload: HardenedWorkload): readonly string[] {
  const { unknownUsers, isSkipped } = workload;
  return [
    ...unknownUsers.map(({ container, image }) => `${titleOf(workload)}: needs: uid of ${image} (container "${container}")`),
    isSkipped
      ? '    It was not changed, because the user that the image needs is unknown.'
      : '    If the image runs as root or as a named user, it will not start.',
    ...hardenedImages(workload)
      .flatMap(({ known }) => known?.uid !== undefined || known?.hint !== undefined ? [`    ${userText(known)}`] : []),
  ];
}

function refusedTexts(workload: HardenedWorkload, { message, causes }: RefusedText): readonly string[] {
  return [
    `${titleOf(workload)}: a policy accepts the object as it was written, and refuses it after hardening: ${message}`,
    causes.length > 0
      ? `    Harden with \`--keep ${causes.join('` or `--keep ')}\`, or correct the policy.`
      : '    More than one control causes it: name them with `--keep`, or correct the policy.',
  ];
}

function missingGroup(workload: HardenedWorkload): readonly string[] {
  return [
    `${titleOf(workload)}: got a uid without an fsGroup`,
    '    A PersistentVolumeClaim that this input does not create keeps its files as '
      + 'they are, and PostgreSQL refuses a data directory that its',
    '    group can write. Make sure that the uid can write the volume: add the PVC to '
      + 'the input, set fsGroup in the chart, or set PGDATA to a',
    '    subdirectory of the mount.',
  ];
}

function missingNames(workload: HardenedWorkload): readonly string[] {
  return [
    `${titleOf(workload)}: has containers without a name: ${workload.unnamed.join(', ')}`,
    '    The API server refuses them, and no waiver can name them: give each a `name`.',
  ];
}

/** The images whose users are unknown, each once. */
export function hardenedImages({ unknownUsers }: HardenedWorkload): HardenedWorkload['unknownUsers'] {
  return [...new Map(unknownUsers.map((user) => [user.repository, user])).values()];
}

/** The known facts about an image whose user is not filled in. */
function userText({ name, uid, doubt, hint }: NonNullable<UnknownUser['known']>): string {
  const why = doubt === undefined ? '' : `, since ${doubt}`;
  const user = uid === undefined ? [] : [`it is made for the uid ${uid}, but may not start as that user here${why}`];
  return `${name}: ${[...user, ...hint ? [hint] : []].join('. ')}.`;
}

function whyLeft({ keepsUsers, ownerChanges, isPart, findings }: HardenedWorkload): readonly string[] {
  return !findings.some(isOpenError) ? [] : [
    ...isPart
      ? ['is a custom resource with a part of a pod. It was not changed: its operator drops fields that its schema does not know']
      : [],
    ...ownerChanges.map((name) => `the init container "${name}" changes owners, which only root with the capability `
      + 'CHOWN may do: remove it, and let `fsGroup` make the volume writable'),
    ...keepsUsers && !isPart ? ['users and capabilities are unchanged, because the pod may need root until its errors are resolved'] : [],
  ];
}

/** Whether a finding is an error without a waiver. */
export function isOpenError({ waived, severity }: Pick<Finding, 'waived' | 'severity'>): boolean {
  return !waived && severity === 'error';
}
