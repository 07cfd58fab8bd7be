import { Size } from 'cdk8s';
import { WritablePathMedium } from './writable-path-medium';

/** Options of a writable path. */
export interface WritablePathOptions {
  /**
   * How much the application may write there. A pod that writes more to disk is evicted; in memory the write fails.
   *
   * @default Size.gibibytes(1)
   */
  readonly sizeLimit?: Size;

  /**
   * Where the files are kept. Files in memory count against the container's memory limit.
   *
   * @default WritablePathMedium.DISK
   */
  readonly medium?: WritablePathMedium;

  /**
   * Whether the path shares one volume with all other paths of the same container and medium that set this option. Each path has its own
   * directory. The size limit of the volume is the sum of their limits. A kubelet can mount such a volume; podman cannot.
   *
   * @default false
   */
  readonly shareVolume?: boolean;

  /**
   * Whether the data at the path may be lost with the pod, although the path is below the mount of a PVC. The emptyDir then hides that
   * directory of the PVC. Without this option, such a path is an error. Use it for a cache or a lock file.
   *
   * @default false
   */
  readonly ephemeral?: boolean;
}

/** Options of a writable path that starts with the image's files. */
export interface SeededPathOptions extends WritablePathOptions {
  /**
   * An image with `sh`, `cp`, `mv`, `mkdir`, `chmod`, `rm` and `ls`, such as busybox, for a container whose own image has no shell. It
   * reads the container's image as an image volume, which needs Kubernetes 1.35 and a digest in that image. A container has one seed image:
   * the first path that sets one decides.
   *
   * @default - the container's own image makes the copy
   */
  readonly seedImage?: string;
}

/** How to treat the copy in a PVC when the container gets another image. */
export enum SeedUpdatePolicy {
  /** The copy stays, with everything that the application wrote. */
  KEEP = 'keep',
  /**
   * The new image's files replace it, and everything that the application wrote is lost. Use it only if one pod at a time mounts the PVC:
   * an old pod that still runs would lose its files.
   */
  REPLACE = 'replace',
}

/**
 * An init container that runs as root and makes the container's user the owner of a PVC, for storage that ignores fsGroup.
 * Pod Security "restricted" refuses it, so its exceptions are waived with this reason, for this one container.
 * On NFS with `root_squash` not even root can change owners.
 */
export interface TakeOwnershipOptions {
  /** Why root is needed, in a few words. The YAML and every report show it. */
  readonly reason: string;

  /**
   * An image with `sh`, `stat` and `chown`, such as busybox.
   *
   * @default - the container's own image
   */
  readonly image?: string;

  /**
   * The last day of the exception, as `YYYY-MM-DD`, in UTC.
   *
   * @default - it does not expire
   */
  readonly expires?: string;

  /**
   * Who is responsible for the exception.
   *
   * @default - none
   */
  readonly owner?: string;

  /**
   * Where it was decided: a ticket or a link.
   *
   * @default - none
   */
  readonly ticket?: string;
}

/** Options of a writable path in a PVC. */
export interface PersistentPathOptions {
  /**
   * A directory of the PVC to mount: one name, without slashes.
   *
   * @default - the root of the PVC; for a seeded path a directory that is named after the path
   */
  readonly subPath?: string;

  /**
   * Whether the PVC belongs to the group of the pod (`fsGroup`). The kubelet gives the PVC to that group at its first mount, and opens
   * every file in it to the group. Use `false` for a PVC that others own. The whole pod then has no fsGroup: set the groups that own the
   * files as `supplementalGroups`, and make Secrets readable for everyone.
   *
   * @default true
   */
  readonly groupOwnership?: boolean;

  /**
   * Groups that own the files in the PVC. They become groups of the whole pod.
   *
   * @default - none
   */
  readonly supplementalGroups?: number[];

  /**
   * Makes the container's user the owner of the PVC, as root, before the container starts.
   *
   * @default - the owner stays
   */
  readonly takeOwnership?: TakeOwnershipOptions;

  /**
   * Whether the image's own files at the path are copied into the PVC, once, as `WritablePath.fromImage` does.
   *
   * @default false
   */
  readonly seeded?: boolean;

  /**
   * The seed image, as for `WritablePath.fromImage`.
   *
   * @default - the container's own image makes the copy
   */
  readonly seedImage?: string;

  /**
   * How to treat the copy when the container gets another image.
   *
   * @default SeedUpdatePolicy.KEEP
   */
  readonly seedUpdatePolicy?: SeedUpdatePolicy;
}
