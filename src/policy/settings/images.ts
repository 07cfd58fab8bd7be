import { Identity } from './identity';

/** The facts in a Dockerfile about the image that is built from it. */
export interface BuiltImage {
  /** The path of the Dockerfile. */
  readonly source: string;
  /** The container with this image; the pod's only container if absent. */
  readonly container?: string;
  /** The uid of USER, if known. */
  readonly user?: number;
  /** Why the uid is unknown; absent if it is known, or if the base image has its own user. */
  readonly noUser?: string;
  /** USER, if it is root or a name. With `runAsNonRoot` and no uid in the pod, the kubelet does not start such an image. */
  readonly refusedUser?: string;
  readonly ports: readonly PortRange[];
  /** Paths of VOLUME. */
  readonly volumes: readonly string[];
  /** Paths that USER owns. */
  readonly ownedPaths: readonly string[];
  /**
   * Empty directories that are writable on purpose: for USER, for all users, or for the user that a program switches to after it starts as
   * root.
   */
  readonly emptyPaths: readonly string[];
  /** The lines of the Dockerfile that make them writable, if known. */
  readonly emptyPathLines?: { readonly [path: string]: number };
  /** The paths to which COPY and ADD write files. */
  readonly copiedPaths: readonly string[];
  /** Whether the Dockerfile sets file capabilities. The capabilities of the base image are unknown. */
  readonly hasFileCapabilities?: boolean;
}

/** The facts that the image itself can contain. */
export interface FromLock {
  /** The user for the container, if it gets the user of the image. */
  readonly user?: Identity;
  /** The file capabilities of the program, which does not start without them. */
  readonly capabilities?: readonly string[];
  /** The paths that become writable, because the image writes them or is built to write them. */
  readonly paths: readonly string[];
  /** The default ports of the program. */
  readonly ports: readonly number[];
}

/** The facts about an image that hardening uses, from any source. */
export interface KnownImage extends FromLock {
  /** The image with these facts, such as `postgres 17`. For an unknown version, the name also has the version that the facts are from. */
  readonly name: string;
  /** The address of the first source of the facts. */
  readonly source: string;
  /** Whether the image starts as a non-root user without help. */
  readonly isNonRoot: boolean;
  /** The names of the variables that the container gets for the image. */
  readonly variables: readonly string[];
  /** Variables, each with the variable that takes the path of a file with the value instead. */
  readonly fileVariables?: { readonly [variable: string]: string };
  /** Why a list of paths cannot replace a writable root filesystem. */
  readonly writableRoot?: string;
  /** The facts from the lock file, with its entry as their source. */
  readonly ofLock?: FromLock & Pick<KnownImage, 'name' | 'source'>;
}

export interface PortRange {
  readonly first: number;
  readonly last: number;
}
