import { Size } from 'cdk8s';
import { PersistentVolumeAccessMode } from 'cdk8s-plus-28';

/** Where a container finds a volume claim. */
export interface VolumeClaimTemplateMount {
  /** Absolute path in the container, such as `/var/lib/postgresql/data`. */
  readonly path: string;

  /**
   * Name of the container, which may be an init container.
   *
   * @default - the pod's only container; where it has several beside init containers, one must be named
   */
  readonly container?: string;

  /**
   * Whether the container may only read it.
   *
   * @default false
   */
  readonly readOnly?: boolean;

  /**
   * A directory of the claim to mount, in one step. It is needed where `WritablePath.fromImage` fills the path with the image's files:
   * the root of a claim has no room beside it for a copy that grows.
   *
   * @default - the root of the claim
   */
  readonly subPath?: string;
}

/** Storage that each pod of a StatefulSet has for itself: it outlives the pod, and the next pod of that name gets it back. */
export interface VolumeClaimTemplate {
  /** Its name, a DNS label. The claim of a pod is called `<name>-<name of the pod>`. */
  readonly name: string;

  /** How much storage each pod asks for. */
  readonly size: Size;

  /**
   * Name of the storage class. An empty name asks for a volume that exists already, and for no class.
   *
   * @default - the default class of the cluster
   */
  readonly storageClassName?: string;

  /**
   * Who may mount it at a time.
   *
   * @default PersistentVolumeAccessMode.READ_WRITE_ONCE
   */
  readonly accessMode?: PersistentVolumeAccessMode;

  /** Which containers find it, and where. At least one. A path that it is mounted at needs no writable path of its own. */
  readonly mounts: VolumeClaimTemplateMount[];
}
