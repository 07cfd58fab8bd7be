import { isIn } from '../../formats/manifest/paths';
import { AllKnown } from '../../knowledge/image-lock/all-known';

/** The speaker: the API server refuses an object, the cluster sets a status or an event, a program writes its log. */
export type EvidenceSource = 'refusal' | 'cluster' | 'log';

/** One statement of the API server, the cluster or a program. */
export interface EvidenceLine {
  readonly source: EvidenceSource;
  /** Of a status, condition or event, such as `CreateContainerConfigError`. */
  readonly reason?: string;
  readonly text: string;
  /** The place that the report names: `event FailedMount`, `log, line 3`. */
  readonly at: string;
  /** For a log: the lines around it, because a stack trace names the path, port or call on other lines than the error. */
  readonly around?: string;
  /** For a log: the failed call, if a traceback names it on another line than the error. */
  readonly call?: string;
  /** For a log: the severity. */
  readonly level?: LogLevel;
  /** For a log: the program continues without the failed part, such as a cache. */
  readonly goesOn?: boolean;
}

export type LogLevel = 'fatal' | 'error' | 'info';

export type VolumeType = 'emptyDir' | 'memory' | 'claim' | 'secret' | 'configMap' | 'projected' | 'hostPath' | 'csi' | 'image' | 'other';

export interface EvidentMount {
  readonly path: string;
  readonly volume: string;
  /** Absent if only the status is known, which does not include types. */
  readonly type?: VolumeType;
  /** Set by the mount or by its volume. */
  readonly readOnly: boolean;
  /** A file system of the node or a server: the kubelet does not apply the fsGroup to it. */
  readonly keepsOwners?: boolean;
  /** The path on the node of a hostPath volume. */
  readonly hostPath?: string;
  /** The name of the PersistentVolumeClaim, if that is known. */
  readonly claim?: string;
  /** The file or directory of the volume that is mounted, if it is not the whole volume. */
  readonly subPath?: string;
}

const OF_KUBELET: ReadonlySet<VolumeType> = new Set<VolumeType>(['configMap', 'secret', 'projected']);

/** True if the kubelet writes the files of the volume, and sets their owners and modes. */
export function isOfKubelet({ type }: EvidentMount): boolean {
  return type !== undefined && OF_KUBELET.has(type);
}

/** True if the volume has the name of one that hardening fills in for a path. */
export function isScratchMount(mount: EvidentMount | undefined): boolean {
  return mount?.type === 'emptyDir' && /^scratch-.+--/.test(mount.volume);
}

/** True if the type of the volume makes it read-only, even if the mount does not. */
export function isAlwaysReadOnly(mount: EvidentMount): boolean {
  return mount.type === 'image' || isOfKubelet(mount);
}

/** The option of kubectl for a namespace. */
export function namespaceOption(namespace: string | undefined): string {
  return namespace ? ` -n ${namespace}` : '';
}

/** The workload that created a pod, derived from the names of its owners. */
export interface Workload {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** The condition of a container. */
export type ContainerState = 'healthy' | 'starting' | 'failed';

/** All facts about one container, the pod around its containers, a workload, or a refused request. */
export interface FailureEvidence {
  /** The kind, namespace and name of the object. */
  readonly subject: string;
  readonly workload?: Workload;
  /** True if a newer ReplicaSet of the Deployment has replaced the ReplicaSet that created the pod. */
  readonly isOld?: boolean;
  /** The NetworkPolicies that limit the outgoing connections of the pod. */
  readonly egressPolicies?: readonly string[];
  readonly container?: string;
  readonly isInit?: boolean;
  readonly image?: string;
  /** The known facts about the image. */
  readonly known?: AllKnown;
  /** The uid of the process, now or in its last run. */
  readonly uid?: number;
  /** The fsGroup of the pod. */
  readonly fsGroup?: number;
  readonly state: ContainerState;
  readonly restarts: number;
  /** The exit code of the last run that ended. */
  readonly exitCode?: number;
  readonly command?: readonly string[];
  /** True with a terminal; undefined if the spec of the container is unknown. */
  readonly tty?: boolean;
  readonly workingDir?: string;
  readonly mounts: readonly EvidentMount[];
  readonly lines: readonly EvidenceLine[];
}

/** The deepest mount that contains a path. /var/run counts as /run, because it is a link to it in nearly all images. */
export function mountOf({ mounts }: Pick<FailureEvidence, 'mounts'>, path: string): EvidentMount | undefined {
  return mounts
    .filter((mount) => isIn(path, mount.path) || isIn(withoutLink(path), withoutLink(mount.path)))
    .reduce<EvidentMount | undefined>((deepest, mount) => !deepest || mount.path.length > deepest.path.length ? mount : deepest, undefined);
}

function withoutLink(path: string): string {
  return path.replace(/^\/var\/run(?=\/|$)/, '/run');
}
