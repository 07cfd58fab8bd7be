import { dirname } from 'path/posix';
import { FileChange } from './changes';
import { isOfRuntime, Listing } from './listing';
import { depth, isIn } from '../../../formats/manifest/paths';
import { writableMountPath } from '../../../knowledge/writable-paths/mount-path';

/** The directories that must be writable, from the changes of a container. */
export interface WrittenDirectories {
  /** Directories for volumes. A directory below another is among them only if it is a volume of the image. */
  readonly declarable: readonly WrittenDirectory[];
  /** Directories where no volume can be mounted. */
  readonly impossible: readonly WrittenDirectory[];
}

export interface WrittenDirectory {
  readonly path: string;
  /** The changes at or below the directory, by path. */
  readonly changes: readonly FileChange[];
  /** Whether the program created the directory itself. */
  readonly isMade: boolean;
}

/**
 * Directories that many programs share. If the image lacks such a directory and the program creates a directory in it, the deeper directory
 * is suggested.
 */
export const SHARED: ReadonlySet<string> = new Set([
  '/etc', '/home', '/mnt', '/opt', '/run', '/srv', '/usr', '/usr/lib', '/usr/local', '/usr/share',
  '/var', '/var/cache', '/var/lib', '/var/log', '/var/run', '/var/spool',
]);

/** Runtimes create files in these directories. A change of the directory alone does not show that the program wrote to it. */
export const TOUCHED_BY_RUNTIMES = new Set(['/', '/etc', '/run', '/dev', '/proc', '/sys']);

/**
 * @param before the image's own files
 * @param after the files at the end of the run
 * @param volumes directories that count as written in any case
 * @param prefersParent whether the volume for a directory that the program creates belongs at its parent
 */
export function writtenDirectories(
  changes: readonly FileChange[],
  before: Listing,
  after: Listing,
  volumes: readonly string[],
  prefersParent: (path: string) => boolean = () => false,
): WrittenDirectories {
  const entryAt = (path: string) => after.get(path) ?? before.get(path);
  const own = changes.filter(({ path }) => !isOfRuntime(path));
  // The program could not remove a directory that is a mount point, so the volume belongs at its parent.
  const stays = ({ path }: FileChange) => after.has(path) || !canHoldVolume(dirname(path), true);
  const [added, removed] = partition(own.filter(({ kind }) => kind === 'added'), stays).map((all) => new Set(all.map(({ path }) => path)));
  const filled = new Set([...before.keys()].map((path) => dirname(path)));
  const parents = new Set(own.flatMap(({ path }) => ancestors(path)));
  const byDirectory = new Map<string, FileChange[]>(volumes.map((path) => [path, []]));
  // A program may fail if the directory that it creates already exists, with a rename or `mkdir` without `-p`.
  const isFree = (path: string) => before.get(path)?.kind === 'directory' && !filled.has(path) && canHoldVolume(path, false);
  const makesIn = (path: string) => isFree(dirname(path)) || prefersParent(path) ? dirname(path) : path;
  for (const change of own.filter(({ path }) => !parents.has(path))) {
    const path = ancestors(change.path).find((directory) => removed.has(directory)) ?? change.path;
    const written = directoryOf({ ...change, path }, added, entryAt(path)?.kind === 'directory');
    if (written !== undefined) {
      const directory = added.has(written) ? makesIn(written) : written;
      const below = byDirectory.get(directory) ?? [];
      below.push(change);
      byDirectory.set(directory, below);
    }
  }
  const canStand = (path: string) => canHoldVolume(path, true);
  const isPossible = (path: string) => canStand(path) || canStand(dirname(path));
  const [declarable, impossible] = partition([...byDirectory], ([path]) => isPossible(path));
  const standing = declarable.map(([path, below]) => ({ path: canStand(path) ? path : dirname(path), changes: below }));
  return {
    declarable: uppermost(standing, new Set(volumes))
      .map((directory) => ({ ...directory, isMade: added.has(directory.path) })),
    impossible: impossible.map(([path, below]) => ({ path, changes: below, isMade: added.has(path) })),
  };
}

/** The directory that must be writable for a change; undefined if the change does not show that the program wrote. */
function directoryOf({ path, kind }: FileChange, added: ReadonlySet<string>, isDirectory: boolean): string | undefined {
  if (isDirectory && TOUCHED_BY_RUNTIMES.has(path)) {
    return undefined;
  }
  if (isDirectory && kind === 'changed') {
    // The program created and removed a file in the directory, or changed its permissions.
    return path;
  }
  const made = [...ancestors(path), ...isDirectory ? [path] : []].filter((directory) => added.has(directory));
  return made.find((directory) => !SHARED.has(directory)) ?? made.pop() ?? dirname(path);
}

type Changed = Pick<WrittenDirectory, 'path' | 'changes'>;

/**
 * Merges deeper directories into upper directories, because a volume at the upper directory covers both. Volumes of the image stay
 * separate: without a mount at exactly their paths, the runtime of the node mounts a volume there.
 */
function uppermost(directories: readonly Changed[], volumes: ReadonlySet<string>): readonly Changed[] {
  const tops: { path: string; changes: FileChange[] }[] = [];
  for (const { path, changes } of [...directories].sort((a, b) => depth(a.path) - depth(b.path))) {
    const closest = tops.filter((other) => isIn(path, other.path)).pop();
    if (closest && (closest.path === path || !volumes.has(path))) {
      changes.forEach((change) => closest.changes.push(change));
    } else {
      tops.push({ path, changes: [...changes] });
    }
  }
  return tops.sort((a, b) => a.path < b.path ? -1 : 1);
}

/** Whether a volume, seeded or empty, can be mounted at a path. */
export function canHoldVolume(path: string, isFilled: boolean): boolean {
  try {
    return writableMountPath(path, false, undefined, isFilled) === path;
  } catch {
    return false;
  }
}

/** The directories above a path, uppermost first, without the root. */
function ancestors(path: string): string[] {
  const steps = path.split('/').slice(1, -1);
  return steps.map((_, index) => `/${steps.slice(0, index + 1).join('/')}`);
}

function partition<T>(values: readonly T[], isFirst: (value: T) => boolean): [T[], T[]] {
  return [values.filter(isFirst), values.filter((value) => !isFirst(value))];
}
