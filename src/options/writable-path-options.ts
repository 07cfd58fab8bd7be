import { Size } from 'cdk8s';
import { EmptyDirMedium } from 'cdk8s-plus-28';

/** Options of a writable path. */
export interface WritablePathOptions {
  /**
   * How much the application may write there. A pod that writes more to disk is evicted; in memory the write fails.
   *
   * @default Size.gibibytes(1)
   */
  readonly sizeLimit?: Size;

  /**
   * Where it is kept. What is kept in memory counts against the container's memory limit.
   *
   * @default EmptyDirMedium.DEFAULT - on the node's disk
   */
  readonly medium?: EmptyDirMedium;

  /**
   * Name of the one container that may write it. At the same path it stands before a writable path for all containers.
   *
   * @default - every container of the pod, init containers too, each in a volume of its own; a seeded path is for the pod's only
   * container, and where it has several beside init containers, one must be named
   */
  readonly container?: string;

  /**
   * Whether it lies in one volume with all other paths of the same container that say so and are kept in the same medium: each
   * in a directory of its own, and with one limit for all, the sum of theirs. A kubelet can mount that, podman cannot.
   *
   * @default false
   */
  readonly shareVolume?: boolean;

  /**
   * Whether its data may be lost with the pod although the path lies in a claim: the emptyDir hides that directory of the claim.
   * Without it such a path is an error. Say it for a cache or a lock file.
   *
   * @default false
   */
  readonly ephemeral?: boolean;
}

/** Options of a writable path that holds what the image has there. */
export interface SeededPathOptions extends WritablePathOptions {
  /**
   * An image with `sh`, `cp`, `mv`, `mkdir`, `chmod`, `rm` and `ls`, such as busybox, for a container whose own image has none. It
   * reads the container's image as an image volume, which needs Kubernetes 1.35, and a digest in that image. A container has one:
   * that of its first path that gives one.
   *
   * @default - the container's own image runs the copy
   */
  readonly seedImage?: string;
}

/** What happens to the copy in a claim when another image comes. */
export enum SeedUpdatePolicy {
  /** It stays, with what the application wrote. */
  KEEP = 'keep',
  /**
   * It is exchanged for the new image's files; what the application wrote is lost. Only where one pod at a time mounts the claim: an
   * old pod that still runs would lose its files.
   */
  REPLACE = 'replace',
}

/**
 * An init container that runs as root and gives a claim to the user of the container: for storage that ignores fsGroup.
 * Pod Security "restricted" refuses it, so its exceptions are waived with the reason given here, for this one container.
 * On NFS with `root_squash` not even root can do it.
 */
export interface TakeOwnershipOptions {
  /** Why root is needed, in a few words. It is shown in the YAML and in every report. */
  readonly reason: string;

  /**
   * An image with `sh`, `stat` and `chown`, such as busybox.
   *
   * @default - the container's own image
   */
  readonly image?: string;

  /**
   * The last day on which the exception counts, as `YYYY-MM-DD`, in UTC.
   *
   * @default - it does not expire
   */
  readonly expires?: string;

  /**
   * Who answers for it.
   *
   * @default - nobody named
   */
  readonly owner?: string;

  /**
   * Where it was decided: a ticket or a link.
   *
   * @default - none
   */
  readonly ticket?: string;
}

/** Options of a writable path in a claim. */
export interface PersistentPathOptions {
  /**
   * Name of the one container that may write it.
   *
   * @default - the pod's only container; where it has several beside init containers, one must be named
   */
  readonly container?: string;

  /**
   * A directory of the claim to mount, in one step.
   *
   * @default - the root of the claim; where it is seeded, a directory that is called after the path
   */
  readonly subPath?: string;

  /**
   * Whether the pod's fsGroup makes the claim writable: the kubelet gives it to that group at its first mount, and opens every file
   * in it to the group. Say false for a claim that others own. The whole pod is then without fsGroup: its groups must be
   * given as `supplementalGroups`, and Secrets are readable only with a mode for everybody.
   *
   * @default true
   */
  readonly fsGroup?: boolean;

  /**
   * Groups that the claim's files belong to. They become groups of the whole pod.
   *
   * @default - none
   */
  readonly supplementalGroups?: number[];

  /**
   * Has root give the claim to the container's user before it starts.
   *
   * @default - nobody does
   */
  readonly takeOwnership?: TakeOwnershipOptions;

  /**
   * Whether the image's own files at the path are copied into the claim, once: `WritablePath.fromImage` says how.
   *
   * @default false
   */
  readonly seeded?: boolean;

  /**
   * As for `WritablePath.fromImage`.
   *
   * @default - the container's own image runs the copy
   */
  readonly seedImage?: string;

  /**
   * What happens to the copy when the container gets another image.
   *
   * @default SeedUpdatePolicy.KEEP
   */
  readonly seedUpdatePolicy?: SeedUpdatePolicy;
}
