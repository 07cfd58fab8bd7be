import { dirname } from 'path/posix';
import { FileChange } from './changes';
import { isOfRuntime, Listing } from './listing';
import { depth, isIn } from '../../manifest/paths';
import { writableMountPath } from '../../writable-paths/mount-path';

/** The directories that must be writable for what a container did. */
export interface WrittenDirectories {
  /** None lies in another, unless it is a volume of the image: the deeper ones count as what was written in the upper ones. */
  readonly declarable: readonly WrittenDirectory[];
  /** Where no volume can be mounted. */
  readonly impossible: readonly WrittenDirectory[];
}

export interface WrittenDirectory {
  readonly path: string;
  /** What was written at or below it, by path. */
  readonly changes: readonly FileChange[];
  /** Whether the program made the directory itself. */
  readonly isMade: boolean;
}

/**
 * Where many programs have something of their own: if one of these directories is missing in the image, it is not taken as a whole
 * because of what was made further below.
 */
const SHARED = new Set([
  '/etc', '/home', '/mnt', '/opt', '/run', '/srv', '/usr', '/usr/lib', '/usr/local', '/usr/share',
  '/var', '/var/cache', '/var/lib', '/var/log', '/var/run', '/var/spool',
]);

/** Runtimes make something in here themselves, so that a change of nothing but the directory says nothing about the program. */
const TOUCHED_BY_RUNTIMES = new Set(['/', '/etc', '/run', '/dev', '/proc', '/sys']);

/**
 * @param before the image's own files
 * @param after the files when the run had ended
 * @param volumes directories that are written, whatever changed
 */
export function writtenDirectories(
  changes: readonly FileChange[],
  before: Listing,
  after: Listing,
  volumes: readonly string[],
): WrittenDirectories {
  const entryAt = (path: string) => after.get(path) ?? before.get(path);
  const own = changes.filter(({ path }) => !isOfRuntime(path));
  // A directory that the program removes again it could not remove if it were a volume: that belongs above.
  const stays = ({ path }: FileChange) => after.has(path) || !canHoldVolume(dirname(path), true);
  const [added, removed] = partition(own.filter(({ kind }) => kind === 'added'), stays).map((all) => new Set(all.map(({ path }) => path)));
  const filled = new Set([...before.keys()].map((path) => dirname(path)));
  const parents = new Set(own.flatMap(({ path }) => ancestors(path)));
  const byDirectory = new Map<string, FileChange[]>(volumes.map((path) => [path, []]));
  // A program that makes its directory may fail where there is one already: by rename, or by mkdir without -p.
  const isFree = (path: string) => before.get(path)?.kind === 'directory' && !filled.has(path) && canHoldVolume(path, false);
  const makesIn = (path: string) => isFree(dirname(path)) ? dirname(path) : path;
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
  const canMount = (path: string) => canHoldVolume(path, true);
  const isPossible = (path: string) => canMount(path) || canMount(dirname(path));
  const [declarable, impossible] = partition([...byDirectory], ([path]) => isPossible(path));
  const mountable = declarable.map(([path, below]) => ({ path: canMount(path) ? path : dirname(path), changes: below }));
  return {
    declarable: uppermost(mountable, new Set(volumes))
      .map((directory) => ({ ...directory, isMade: added.has(directory.path) })),
    impossible: impossible.map(([path, below]) => ({ path, changes: below, isMade: added.has(path) })),
  };
}

/** The one directory that must be writable for a change; undefined where it says nothing. */
function directoryOf({ path, kind }: FileChange, added: ReadonlySet<string>, isDirectory: boolean): string | undefined {
  if (isDirectory && TOUCHED_BY_RUNTIMES.has(path)) {
    return undefined;
  }
  if (isDirectory && kind === 'changed') {
    // Something was made in it and removed again, or it got other permissions.
    return path;
  }
  const made = [...ancestors(path), ...isDirectory ? [path] : []].filter((directory) => added.has(directory));
  return made.find((directory) => !SHARED.has(directory)) ?? made.pop() ?? dirname(path);
}

type Changed = Pick<WrittenDirectory, 'path' | 'changes'>;

/**
 * Joins what lies in one another: a volume at the upper directory holds the deeper one too. Not the image's own volumes: where nothing is
 * mounted at exactly their paths, the runtime of a node puts something there.
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

/** Whether a volume can be mounted there: an empty one, or one that is filled with the image's own files. */
export function canHoldVolume(path: string, isFilled: boolean): boolean {
  try {
    return writableMountPath(path, false, undefined, isFilled) === path;
  } catch {
    return false;
  }
}

/** From the uppermost to the closest, without the root. */
function ancestors(path: string): string[] {
  const steps = path.split('/').slice(1, -1);
  return steps.map((_, index) => `/${steps.slice(0, index + 1).join('/')}`);
}

function partition<T>(values: readonly T[], isFirst: (value: T) => boolean): [T[], T[]] {
  return [values.filter(isFirst), values.filter((value) => !isFirst(value))];
}
