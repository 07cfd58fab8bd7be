import { Identity } from './identity';

/** The facts in a Dockerfile about the image that is built from it. */
export interface BuiltImage {
  /** The path of the Dockerfile. */
  readonly source: string;
  /** The container that runs it; the pod's only one if absent. */
  readonly container?: string;
  /** The uid of USER, if known. */
  readonly user?: number;
  /** Why the uid is unknown; absent if it is known, or if the base image has its own user. */
  readonly noUser?: string;
  /** USER, if it is root or a name: a kubelet does not start the image under `runAsNonRoot` without a uid in the pod. */
  readonly refusedUser?: string;
  readonly ports: readonly PortRange[];
  /** Paths of VOLUME. */
  readonly volumes: readonly string[];
  /** Paths that USER owns. */
  readonly ownedPaths: readonly string[];
  /**
   * Empty directories that are meant to be written: by USER, by everybody, or by the user that the program of an image switches to after it
   * started as root.
   */
  readonly emptyPaths: readonly string[];
  /** The lines of the Dockerfile that make them writable, if they are known. */
  readonly emptyPathLines?: { readonly [path: string]: number };
  /** The paths to which COPY and ADD write files. */
  readonly copiedPaths: readonly string[];
  /** Whether it sets file capabilities. File capabilities in the base image are unknown. */
  readonly hasFileCapabilities?: boolean;
}

/** The facts that the image itself can contain. */
export interface FromLock {
  /** The user that it is made for, if the container gets it. */
  readonly user?: Identity;
  /** The file capabilities of its program, which does not start without them. */
  readonly capabilities?: readonly string[];
  /** The paths that become writable because the image writes them, or is made to write them. */
  readonly paths: readonly string[];
  /** The ports that it listens on by default. */
  readonly ports: readonly number[];
}

/** The facts about the image of a container that hardening uses, from any source. */
export interface KnownImage extends FromLock {
  /** The image that the facts belong to, such as `postgres 17`. For an unknown version, also the version that they were taken from. */
  readonly name: string;
  /** The address of the first source of the facts. */
  readonly source: string;
  /** Whether the image starts as a non-root user by itself. */
  readonly isNonRoot: boolean;
  /** The names of the variables that it gets. */
  readonly variables: readonly string[];
  /** Variables, each with the variable that takes the path of a file with the value instead. */
  readonly fileVariables?: { readonly [variable: string]: string };
  /** Why a list of paths cannot replace a writable root filesystem. */
  readonly writableRoot?: string;
  /** The facts that the image itself contains, with the entry of the lock file as their source. */
  readonly ofLock?: FromLock & Pick<KnownImage, 'name' | 'source'>;
}

export interface PortRange {
  readonly first: number;
  readonly last: number;
}
