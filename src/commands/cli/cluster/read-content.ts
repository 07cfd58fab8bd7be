import { ClusterCommand } from './options';
import { firstOf } from '../../../formats/manifest/first-of';
import { InputError } from '../../../formats/manifest/input-error';
import { MinorVersion, parseVersion } from '../../../formats/manifest/version';
import { Input } from '../../../tasks/audit/input';
import { installedKubectl } from '../../../tasks/cluster/kubectl';
import { MissingControls, missingControls } from '../../../tasks/cluster/missing-controls';
import { ClusterRequest, readCluster } from '../../../tasks/cluster/read-cluster';
import { SettingsFile } from '../../../tasks/settings-file/settings-file';
import { Io } from '../io';
import { Progress } from '../progress';

/** The objects of a cluster, and how they are evaluated. */
export interface ClusterInputs {
  readonly inputs: readonly (Input | InputError)[];
  /** The version of the API server; undefined if it is not known. */
  readonly version?: string;
  /** Remarks on unread objects that do not make the result incomplete. */
  readonly notes: readonly string[];
  readonly missing: MissingControls;
  /** Whether all namespaces were asked for. */
  readonly isWhole: boolean;
  /**
   * Remarks on unread objects and on managers of objects with findings, and with `lists` all commands and all controls that were not
   * evaluated.
   */
  readonly remarks: (lists: boolean, managers: Iterable<string | undefined>) => readonly string[];
  readonly close: () => void;
}

/**
 * Reads a cluster.
 *
 * @param onObject called with each object as it is, also with those that others stand for
 * @throws InputError if kubectl is not installed, or a namespace has no valid name
 */
export function readClusterInputs(
  { context, namespaces = [] }: ClusterCommand, io: Io, onObject?: ClusterRequest['onObject'],
): ClusterInputs {
  const progress = new Progress(io.stderr);
  const onProgress = (objects: number, what: string) => progress.show(() => `read ${objects} objects: ${what}`);
  try {
    const { inputs, failures, notes, unread, version, commands, close } = readCluster(io.kubectl ?? installedKubectl(io.env), {
      context, namespaces, onProgress, onObject,
    });
    const missing = missingControls(unread);
    return {
      inputs: [...inputs, ...failures],
      version,
      notes,
      missing,
      isWhole: namespaces.length === 0,
      remarks: (lists, managers) => [
        ...notes,
        ...managersRemark([...managers].flatMap((manager) => manager ?? []), lists),
        ...unevaluatedRemark(missing, unread, lists),
        ...lists ? ['commands that ran, none of which changes anything:', ...commands.map((command) => `  ${command}`)] : [],
      ],
      close,
    };
  } finally {
    progress.clear();
  }
}

/** Settings whose target is the version of the cluster, unless they name another. */
export function ofCluster(settings: SettingsFile, { version }: ClusterInputs): SettingsFile {
  const { rules } = settings;
  return { ...settings, rules: { ...rules, kubernetesVersion: rules.kubernetesVersion ?? knownVersion(version) } };
}

/** The version of a server; undefined if this release does not know it. */
function knownVersion(version: string | undefined): MinorVersion | undefined {
  try {
    return version === undefined ? undefined : parseVersion(version);
  } catch {
    return undefined;
  }
}

/** The names that are shown without `--verbose`. */
const MOST_SHOWN = 5;

function managersRemark(managers: readonly string[], lists: boolean): readonly string[] {
  const values = managers.some((manager) => manager.startsWith('Helm')) ? '; `cdk8s-hardened values` names the values of a chart' : '';
  return managers.length === 0
    ? []
    : [`fix objects where they are written, since a change in the cluster does not last: ${shown(managers, lists)}${values}`];
}

/** Names that a cluster may have many of. */
function shown(names: readonly string[], lists: boolean): string {
  return lists ? names.join(', ') : `${firstOf(names, MOST_SHOWN)}${names.length > MOST_SHOWN ? ' (--verbose lists them)' : ''}`;
}

function unevaluatedRemark({ dependent, unseen }: MissingControls, unread: ReadonlySet<string>, lists: boolean): readonly string[] {
  const kinds = [...unread].map((kind) => kind.slice(kind.indexOf('/') + 1));
  return [
    ...dependent.size > 0
      ? [`not evaluated, because ${firstOf(kinds, MOST_SHOWN)} objects were not all read: ${shown([...dependent], lists)}`]
      : [],
    ...unseen.length > 0 ? [`not evaluated, because the objects that they check are not read from a cluster: ${shown(unseen, lists)}`] : [],
  ];
}
