/** What a Dockerfile says about the image that is built from it. */
export interface BuiltImage {
  /** The path of the Dockerfile. */
  readonly source: string;
  /** The container that runs it; the pod's only one if absent. */
  readonly container?: string;
  /** The uid of USER, if known. */
  readonly user?: number;
  /** Why the uid is unknown; absent if it is known, or if the base image has its own user. */
  readonly noUser?: string;
  /** USER, if a kubelet does not start it under `runAsNonRoot` without a uid in the pod: root, or a name. */
  readonly refusedUser?: string;
  readonly ports: readonly PortRange[];
  /** Paths of VOLUME. */
  readonly volumes: readonly string[];
  /** Paths that USER owns. */
  readonly ownedPaths: readonly string[];
  /**
   * Directories without files that are made to be written: by USER, by everybody, or by another user whom the program of an image that
   * starts as root becomes.
   */
  readonly emptyPaths: readonly string[];
  /** The lines of the Dockerfile that make them so, if they are known. */
  readonly emptyPathLines?: { readonly [path: string]: number };
  /** Where COPY and ADD put files. */
  readonly copiedPaths: readonly string[];
  /** Whether it sets file capabilities; those of the base image are unknown. */
  readonly hasFileCapabilities?: boolean;
}

export interface PortRange {
  readonly first: number;
  readonly last: number;
}
