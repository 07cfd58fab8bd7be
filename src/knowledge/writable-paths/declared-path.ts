/** A path that containers may write. */
export type DeclaredPath = EmptyDirPath | PersistentPath;

interface PathBase {
  /** Absolute, in normal form. */
  readonly path: string;
  /**
   * The container that may write the path. If absent, every container gets its own emptyDir. A path that is seeded or in a PVC then belongs
   * to the pod's only container.
   */
  readonly container?: string;
  /** Files of the image that are copied into the volume before the container starts. */
  readonly seed?: Seed;
}

export interface EmptyDirPath extends PathBase {
  readonly kind: 'emptyDir';
  /** In bytes; without a limit if absent. */
  readonly sizeLimit?: number;
  /** Whether the emptyDir is in memory, and counts toward the container's memory limit. */
  readonly inMemory: boolean;
  /** Whether the path shares one emptyDir with all shared paths of its container and medium. */
  readonly isShared?: boolean;
  /** Whether the emptyDir may hide a part of a persistent volume. */
  readonly ephemeral?: boolean;
}

export interface PersistentPath extends PathBase {
  readonly kind: 'persistentVolumeClaim';
  readonly claim: DeclaredClaim;
}

export interface DeclaredClaim {
  readonly name: string;
  /** The directory in the PVC; its root if absent. */
  readonly subPath?: string;
  /** Absent if unknown. */
  readonly accessModes?: readonly string[];
  /** An init container that runs as root and gives the directory to the container's user. */
  readonly ownership?: Ownership;
}

export interface Ownership {
  /** The image of the init container; the container's own image if absent. */
  readonly image?: string;
}

export interface Seed {
  /** The image whose programs copy the files; the container's own image if absent. */
  readonly image?: string;
  /** Whether a copy from another image is replaced. */
  readonly replaces: boolean;
}

/** The writable paths of a workload. At the same path, a later entry overrides an earlier one. */
export interface DeclaredPaths {
  readonly writablePaths: readonly DeclaredPath[];
}

export const GIBIBYTE = 2 ** 30;

export const DEFAULT_WRITABLE_PATH: EmptyDirPath & { readonly sizeLimit: number } = {
  kind: 'emptyDir',
  path: '/tmp',
  sizeLimit: GIBIBYTE,
  inMemory: false,
};

export function isPersistent(path: DeclaredPath): path is PersistentPath {
  return path.kind === 'persistentVolumeClaim';
}
