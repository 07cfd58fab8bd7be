import { Identity } from './identity';

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

/** What the image itself can say. */
export interface FromLock {
  /** The user that it is made for, if the container gets it. */
  readonly user?: Identity;
  /** The capabilities in the file of its program, which it does not start without. */
  readonly capabilities?: readonly string[];
  /** The paths that become writable because it writes them, or is made to. */
  readonly paths: readonly string[];
  /** What it listens on as it comes. */
  readonly ports: readonly number[];
}

/** What is taken from what is known about the image of a container, whoever says it. */
export interface KnownImage extends FromLock {
  /** What the facts are known of, such as `postgres 17`; for an unknown version also which one they are of. */
  readonly name: string;
  /** The address of the first source of the facts. */
  readonly source: string;
  /** Whether the image starts as a non-root user by itself. */
  readonly isNonRoot: boolean;
  /** The names of the variables that it gets. */
  readonly variables: readonly string[];
  /** Variables, and those that name a file with the value instead. */
  readonly fileVariables?: { readonly [variable: string]: string };
  /** Why no list of paths replaces a writable root filesystem. */
  readonly writableRoot?: string;
  /** The part of it that the image itself says, with the entry of the lock file as its source. */
  readonly ofLock?: FromLock & Pick<KnownImage, 'name' | 'source'>;
}

export interface PortRange {
  readonly first: number;
  readonly last: number;
}
