import { dirname } from 'path/posix';
import { FileChange } from './changes';
import { Entry, isOfRuntime } from './listing';
import { writableMountPath } from '../../manifest/mount-path';
import { depth, isBelow } from '../../manifest/paths';

/** The directories that must be writable for what a container did. */
export interface WrittenDirectories {
  /** No directory of them lies in another; the deeper ones count as what was written in the upper ones. */
  readonly declarable: readonly WrittenDirectory[];
  /** Where no volume can stand. */
  readonly impossible: readonly WrittenDirectory[];
}

export interface WrittenDirectory {
  readonly path: string;
  /** What was written at or below it, by path. */
  readonly changes: readonly FileChange[];
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
 * @param entryAt what stands, or stood, at a path
 * @param volumes directories that are written, whatever changed
 */
export function writtenDirectories(
  changes: readonly FileChange[],
  entryAt: (path: string) => Entry | undefined,
  volumes: readonly string[],
): WrittenDirectories {
  const own = changes.filter((change) => !isOfRuntime(change.path) && !isAccount(change));
  const added = new Set(own.filter(({ kind }) => kind === 'added').map(({ path }) => path));
  const parents = new Set(own.flatMap(({ path }) => ancestors(path)));
  const byDirectory = new Map<string, FileChange[]>(volumes.map((path) => [path, []]));
  for (const change of own.filter(({ path }) => !parents.has(path))) {
    const directory = directoryOf(change, added, entryAt(change.path)?.kind === 'directory');
    if (directory !== undefined) {
      byDirectory.set(directory, [...byDirectory.get(directory) ?? [], change]);
    }
  }
  const isPossible = (path: string) => canStand(path) || canStand(dirname(path));
  const [declarable, impossible] = partition([...byDirectory], ([path]) => isPossible(path));
  return {
    declarable: uppermost(declarable.map(([path, below]) => ({ path: canStand(path) ? path : dirname(path), changes: below }))),
    impossible: impossible.map(([path, below]) => ({ path, changes: below })),
  };
}

/** Where the image has no such file, podman makes one for the user that it is told. */
function isAccount({ path, kind }: FileChange): boolean {
  return kind === 'added' && (path === '/etc/passwd' || path === '/etc/group');
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

/** Joins what lies in one another: a volume at the upper directory holds the deeper one too. */
function uppermost(directories: readonly WrittenDirectory[]): readonly WrittenDirectory[] {
  const tops: { path: string; changes: FileChange[] }[] = [];
  for (const { path, changes } of [...directories].sort((a, b) => depth(a.path) - depth(b.path))) {
    const top = tops.find((other) => other.path === path || isBelow(path, other.path));
    if (top) {
      top.changes.push(...changes);
    } else {
      tops.push({ path, changes: [...changes] });
    }
  }
  return tops.sort((a, b) => a.path < b.path ? -1 : 1);
}

/** Whether a volume can stand there at all, be it a seeded one. */
function canStand(path: string): boolean {
  try {
    return writableMountPath(path, false, undefined, true) === path;
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
