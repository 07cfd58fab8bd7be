/** A path that containers may write. */
export type DeclaredPath = EmptyDirPath | PersistentPath;

interface PathBase {
  /** Absolute, in normal form. */
  readonly path: string;
  /**
   * The container that may write it. If absent, every container has its own emptyDir; a path that is seeded or in a PVC belongs to
   * the pod's only container.
   */
  readonly container?: string;
  /** The image's own files are copied there before the container starts. */
  readonly seed?: Seed;
}

export interface EmptyDirPath extends PathBase {
  readonly kind: 'emptyDir';
  /** Bytes; without a limit if absent. */
  readonly sizeLimit?: number;
  /** Whether it is kept in memory, and counts against the container's memory limit. */
  readonly inMemory: boolean;
  /** Whether it shares one emptyDir with all such paths of the same container and medium. */
  readonly isShared?: boolean;
  /** Whether its emptyDir may hide a part of a volume that outlives the pod. */
  readonly ephemeral?: boolean;
}

export interface PersistentPath extends PathBase {
  readonly kind: 'persistentVolumeClaim';
  readonly claim: DeclaredClaim;
}

export interface DeclaredClaim {
  readonly name: string;
  /** The directory of the PVC; its root if absent. */
  readonly subPath?: string;
  /** If known. */
  readonly accessModes?: readonly string[];
  /** Root makes the container's user the owner first. */
  readonly ownership?: Ownership;
}

export interface Ownership {
  /** The image that root runs; the container's own if absent. */
  readonly image?: string;
}

export interface Seed {
  /** The image whose programs do the copy; the container's own if absent. */
  readonly image?: string;
  /** Whether the copy of another image is replaced. */
  readonly replaces: boolean;
}

/** The paths of a workload; a later one overrides an earlier one at the same path. */
export interface DeclaredPaths {
  readonly writablePaths: readonly DeclaredPath[];
}

export const GIBIBYTE = 2 ** 30;

export const DEFAULT_WRITABLE_PATH: EmptyDirPath & { readonly sizeLimit: number } = { kind: 'emptyDir', path: '/tmp', sizeLimit: GIBIBYTE, inMemory: false };

export function isPersistent(path: DeclaredPath): path is PersistentPath {
  return path.kind === 'persistentVolumeClaim';
}
