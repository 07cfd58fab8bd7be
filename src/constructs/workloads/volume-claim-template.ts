import { Size } from 'cdk8s';
import { PersistentVolumeAccessMode } from 'cdk8s-plus-28';

/** Where a container mounts the PVC. */
export interface VolumeClaimTemplateMount {
  /** Absolute path in the container, such as `/var/lib/postgresql/data`. */
  readonly path: string;

  /**
   * Name of the container, which may be an init container.
   *
   * @default - the pod's only container; required if it has several
   */
  readonly container?: string;

  /**
   * Whether the mount is read-only.
   *
   * @default false
   */
  readonly readOnly?: boolean;

  /**
   * A directory of the PVC to mount: one name, without slashes. Required if `WritablePath.fromImage` copies the image's files to the path:
   * the copy needs a directory next to it, and the root of a PVC has none.
   *
   * @default - the root of the PVC
   */
  readonly subPath?: string;
}

/** Persistent storage for each pod of a StatefulSet: it outlives the pod, and the next pod of that name gets it back. */
export interface VolumeClaimTemplate {
  /** Its name, a DNS label. The PVC of a pod is called `<name>-<name of the pod>`. */
  readonly name: string;

  /** How much storage each pod requests. */
  readonly size: Size;

  /**
   * Name of the storage class. An empty name requests an existing volume without a class.
   *
   * @default - the default class of the cluster
   */
  readonly storageClassName?: string;

  /**
   * How many nodes or pods may mount it at a time.
   *
   * @default PersistentVolumeAccessMode.READ_WRITE_ONCE
   */
  readonly accessMode?: PersistentVolumeAccessMode;

  /** Where containers mount it, at least once. These paths are writable and need no `writablePaths`. */
  readonly mounts: VolumeClaimTemplateMount[];
}
