import { Finding } from './finding';
import { HardenedObject, knownOf, lockOf } from './known-of';
import { printable } from './printable';
import { countText } from './text';
import { toFieldPath, toJsonPointer } from '../../formats/manifest/paths';
import { findControl } from '../../policy/controls/catalog';
import { ControlChange } from '../../policy/engine/changes';
import { UnknownUser } from '../../policy/engine/unknown-users';
import { waiverText } from '../../policy/waivers/suggest';

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
  /** Why the control exists, and which known image the value is taken from. */
  readonly why: string;
}

/** A workload of a file after hardening, with what is left to do. */
export interface HardenedWorkload {
  readonly file: string;
  readonly line: number;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  /** What is still wrong with it, waived findings too. */
  readonly findings: readonly Finding[];
  /** What its containers got because their images are known. */
  readonly known: readonly string[];
  /** Why nobody evaluated some of its pods, and hardening left them alone. */
  readonly unevaluated: readonly string[];
  /** Its containers that must not run as root, with images whose user nobody knows. */
  readonly unknownUsers: readonly (UnknownUser & { readonly repository: string })[];
  /** Where its containers are that have no name. */
  readonly unnamed: readonly string[];
  /** Whether it was left as it is because of these images. */
  readonly isSkipped: boolean;
  /** Whether it kept users that its manifest does not state, because it cannot meet its profile. */
  readonly keepsUsers: boolean;
  /** Whether a uid came without its fsGroup, because of the volumes of the pod. */
  readonly lacksGroup: boolean;
  /** Whether it is a custom resource with only a part of a pod, which is not changed. */
  readonly isPart: boolean;
  /** Whether `overrideUnsafe` resolves all its errors. */
  readonly isOverridable: boolean;
}

export function toManifestChange(change: ControlChange, object: HardenedObject): ManifestChange {
  const { path, before, after, control } = change;
  return { pointer: toJsonPointer(path), before, after, control, why: (findControl(control)?.why ?? '') + knownOf(change, object) + lockOf(change, object) };
}

/** A value of the author that was replaced or removed, in one line. */
export function replacementText(file: string, line: number, { path, before, after, control }: ControlChange): string {
  const value = after === undefined ? 'removed' : `now ${JSON.stringify(after)}`;
  return printable(`${file}:${line}: ${control}: ${toFieldPath(path)} was ${JSON.stringify(before)}, ${value}`);
}

/** What a workload got of its images, and what is left to do for it; empty if nothing is. */
export function remainingText(workload: HardenedWorkload): string {
  const { findings, known, unknownUsers, unevaluated } = workload;
  const left = findings.filter(({ waived, severity }) => !waived && severity === 'error');
  return [
    ...known.map((text) => `${titleOf(workload)}: ${text}`),
    ...unknownUsers.length > 0 ? neededUsers(workload) : [],
    ...workload.lacksGroup ? missingGroup(workload) : [],
    ...workload.unnamed.length > 0 ? missingNames(workload) : [],
    ...left.length > 0 ? leftFindings(workload, left) : [],
    ...unevaluated.map((message) => `${titleOf(workload)}: was not hardened: ${message}`),
  ].map((line) => `${printable(line)}\n`).join('');
}

function titleOf({ file, line, kind, namespace, name }: HardenedWorkload): string {
  return `${file}:${line}: ${kind} ${namespace ? `${namespace}/` : ''}${name || '(no name)'}`;
}

function neededUsers(workload: HardenedWorkload): readonly string[] {
  const { unknownUsers, isSkipped } = workload;
  return [
    ...unknownUsers.map(({ container, image }) => `${titleOf(workload)}: needs: uid of ${image} (container "${container}")`),
    isSkipped
      ? '    It was not changed, because nothing says which user the image is made for.'
      : '    If the image runs as root or as a named user, it will not start.',
    ...imagesOf(workload).flatMap(({ known }) => known?.uid !== undefined || known?.hint !== undefined ? [`    ${userText(known)}`] : []),
  ];
}

function missingGroup(workload: HardenedWorkload): readonly string[] {
  return [
    `${titleOf(workload)}: got a uid without an fsGroup`,
    '    A PersistentVolumeClaim that this input does not create keeps its files as they are, and PostgreSQL refuses a data directory that its',
    '    group can write. Make sure that the uid can write the volume: add the PVC to the input, set fsGroup in the chart, or set PGDATA to a',
    '    subdirectory of the mount.',
  ];
}

function missingNames(workload: HardenedWorkload): readonly string[] {
  return [
    `${titleOf(workload)}: has containers without a name: ${workload.unnamed.join(', ')}`,
    '    The API server refuses them, and no waiver can name them: give each a `name`.',
  ];
}

function imagesOf({ unknownUsers }: HardenedWorkload): HardenedWorkload['unknownUsers'] {
  return [...new Map(unknownUsers.map((user) => [user.repository, user])).values()];
}

/** What is known of an image whose user is not filled in. */
function userText({ name, uid, doubt, hint }: NonNullable<UnknownUser['known']>): string {
  const why = doubt === undefined ? '' : `, since ${doubt}`;
  const user = uid === undefined ? [] : [`it is made for the uid ${uid}, but may not start as that user here${why}`];
  return `${name}: ${[...user, ...hint ? [hint] : []].join('. ')}.`;
}

function leftFindings(workload: HardenedWorkload, left: readonly Finding[]): readonly string[] {
  const { keepsUsers, isPart } = workload;
  return [
    `${titleOf(workload)}: ${countText(left.length, 'finding')} left`,
    ...isPart ? ['    It is a custom resource with a part of a pod. It was not changed: its operator drops fields that its schema does not know.'] : [],
    ...keepsUsers && !isPart ? ['    Until these findings are settled, containers that may run as root keep their users and capabilities.'] : [],
    ...left.flatMap(({ message, remedy }) => [`    ${message}`, `        fix: ${remedy}`]),
  ];
}

/** The entries of the settings file that would settle what is left, each once. */
export class SettingsLines {
  private readonly workloads = new Set<string>();
  private readonly waivers = new Set<string>();

  public add(workload: HardenedWorkload): void {
    const { kind, namespace, name, isOverridable, findings } = workload;
    for (const { repository, known } of imagesOf(workload)) {
      this.workloads.add(`  - { match: { image: ${quoted(repository)} }, runAs: ${known?.uid ?? 'UID'} }`);
    }
    if (isOverridable && name !== '') {
      const match = [`kind: ${quoted(kind)}`, ...namespace ? [`namespace: ${quoted(namespace)}`] : [], `name: ${quoted(name)}`].join(', ');
      this.workloads.add(`  - { match: { ${match} }, overrideUnsafe: true } # replaces unsafe values; check first that the containers work without them`);
      return;
    }
    for (const { suggestedWaiver, waived, severity } of findings) {
      if (suggestedWaiver && !waived && severity === 'error') {
        const { target, ...waiver } = suggestedWaiver;
        this.waivers.add(`  - ${waiverText(waiver, target)}`);
      }
    }
  }

  /** Empty if nothing is left that a settings file can settle. */
  public toString(): string {
    const { workloads, waivers } = this;
    return [
      ...workloads.size + waivers.size > 0 ? ['To settle what is left, write in cdk8s-hardened.yaml:'] : [],
      ...workloads.size > 0 ? ['workloads:', ...workloads] : [],
      ...waivers.size > 0 ? ['waivers: # if the workloads need it', ...waivers] : [],
    ].map((line) => `${printable(line)}\n`).join('');
  }
}

/** A text in flow style of YAML. */
function quoted(text: string): string {
  return /^[A-Za-z][\w./-]*$/.test(text) ? text : JSON.stringify(text);
}
