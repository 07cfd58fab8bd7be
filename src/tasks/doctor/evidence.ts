import { isIn } from '../../formats/manifest/paths';
import { AllKnown } from '../../knowledge/image-lock/all-known';

/** Who says something: the API server that refuses an object, the cluster in a status or an event, or a program in its log. */
export type Source = 'refusal' | 'cluster' | 'log';

/** One statement of the cluster or of a program. */
export interface Line {
  readonly source: Source;
  /** Of a status, condition or event, such as `CreateContainerConfigError`. */
  readonly reason?: string;
  readonly text: string;
  /** Where it was read, for the reader of the report: `event FailedMount`, `log, line 3`. */
  readonly at: string;
  /** Of a log: the lines around it, since a stack trace names a path, a port or a call beside the error. */
  readonly around?: string;
  /** Of a log: the call that failed, where a traceback has it above an error without a name of it. */
  readonly call?: string;
  /** Of a log: how loud the program says it. */
  readonly level?: Level;
  /** Of a log: whether the program says that it goes on without what failed, such as a cache. */
  readonly goesOn?: boolean;
}

export type Level = 'fatal' | 'error' | 'info';

export type VolumeType = 'emptyDir' | 'memory' | 'claim' | 'secret' | 'configMap' | 'projected' | 'hostPath' | 'csi' | 'image' | 'other';

export interface EvidentMount {
  readonly path: string;
  readonly volume: string;
  /** Absent if only the status is known, which does not include types. */
  readonly type?: VolumeType;
  /** By the mount or by its volume. */
  readonly readOnly: boolean;
  /** Whether it is a file system of the node or of a server, which keeps its owners whatever the fsGroup of the pod is. */
  readonly keepsOwners?: boolean;
  /** The name of the PersistentVolumeClaim, if that is known. */
  readonly claim?: string;
  /** Whether it shows one file of its volume, or a directory in it. */
  readonly subPath?: string;
}

const OF_KUBELET: ReadonlySet<VolumeType> = new Set<VolumeType>(['configMap', 'secret', 'projected']);

/** Whether the kubelet writes the files of a volume, with their owners and modes. */
export function isOfKubelet({ type }: EvidentMount): boolean {
  return type !== undefined && OF_KUBELET.has(type);
}

/** Whether a volume is read-only, whatever its mount says. */
export function isAlwaysReadOnly(mount: EvidentMount): boolean {
  return mount.type === 'image' || isOfKubelet(mount);
}

/** The workload that made a pod, as far as its names say. */
export interface Workload {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** How a container stands. */
export type State = 'healthy' | 'starting' | 'failed';

/** All that is known of one container, of a pod apart from its containers, of a workload, or of a refused request. */
export interface Evidence {
  /** The kind, namespace and name of the object. */
  readonly subject: string;
  readonly workload?: Workload;
  /** Whether a newer ReplicaSet of its Deployment has replaced the one that made the pod. */
  readonly isOld?: boolean;
  /** NetworkPolicies that limit where the pod may connect to. */
  readonly egressPolicies?: readonly string[];
  readonly container?: string;
  readonly isInit?: boolean;
  readonly image?: string;
  /** The known facts about that image. */
  readonly known?: AllKnown;
  /** That it runs or ran as. */
  readonly uid?: number;
  /** Of its pod. */
  readonly fsGroup?: number;
  readonly state: State;
  readonly restarts: number;
  /** Of the last run that ended. */
  readonly exitCode?: number;
  readonly command?: readonly string[];
  /** Whether it has a terminal. */
  readonly tty?: boolean;
  readonly workingDir?: string;
  readonly mounts: readonly EvidentMount[];
  readonly lines: readonly Line[];
}

/** The deepest mount that contains a path. In nearly all images /var/run is a link to /run. */
export function mountOf({ mounts }: Pick<Evidence, 'mounts'>, path: string): EvidentMount | undefined {
  return mounts
    .filter((mount) => isIn(path, mount.path) || isIn(withoutLink(path), withoutLink(mount.path)))
    .reduce<EvidentMount | undefined>((deepest, mount) => !deepest || mount.path.length > deepest.path.length ? mount : deepest, undefined);
}

function withoutLink(path: string): string {
  return path.replace(/^\/var\/run(?=\/|$)/, '/run');
}
