import { FileChange } from './changes';
import { Entry, Listing } from './listing';
import { observedEntries, RunObservation } from './observation';
import { unreadablePaths } from './readable';
import { runRemarks, remarksOnAll } from './remarks';
import { prefersParent } from './seeded-parent';
import { canHoldVolume, writtenDirectories, WrittenDirectory } from './written-directories';
import { isIn } from '../../../formats/manifest/paths';
import { DEFAULT_WRITABLE_PATH, GIBIBYTE } from '../../../knowledge/writable-paths/declared-path';

/** The paths to declare, and the written paths that cannot be declared. */
export interface Suggestion {
  readonly paths: readonly SuggestedPath[];
  readonly impossible: readonly ImpossiblePath[];
  /** Remarks on more than one path. */
  readonly remarks: readonly string[];
}

/** The written paths and their size. */
export interface Written {
  /** Paths that were created, changed or removed, without directories that only contain such paths. */
  readonly changes: readonly string[];
  /** The final size of created and changed files. */
  readonly bytes: number;
}

export interface SuggestedPath extends Written {
  readonly path: string;
  /** Whether the image's own files must be copied there first. */
  readonly isSeeded: boolean;
  /** The size limit in bytes, if the default may be too small. */
  readonly sizeLimit?: number;
  /** The number of files and links that the image has at the path. */
  readonly imageFiles: number;
  /** Whether the image declares it as `VOLUME`. */
  readonly isImageVolume: boolean;
  readonly remarks: readonly string[];
}

export interface ImpossiblePath extends Written {
  readonly path: string;
  readonly why: string;
  readonly instead: string;
}

/** The writable paths to declare, from the writes of a container. Volumes that the user mounted are left out. */
export function suggest(observation: RunObservation, isAtParent = prefersParent): Suggestion {
  const { before, after, changes, volumes, mounts = [] } = observation;
  // Every hardened workload mounts a volume at /tmp.
  const declared = volumes.filter((path) => path !== DEFAULT_WRITABLE_PATH.path);
  const isFree = ({ path }: WrittenDirectory) => !mounts.some((mount) => isIn(path, mount));
  const directories = writtenDirectories(changes, before, after, declared, (path) => isAtParent(path, observation));
  const [declarable, impossible] = [directories.declarable.filter(isFree), directories.impossible.filter(isFree)];
  const isHidden = ({ path }: WrittenDirectory) => isSystemDirectory(path) && !before.has(path);
  const paths = declarable.filter((directory) => !isHidden(directory)).map((directory) => suggestedPath(directory, observation));
  return {
    paths,
    impossible: [
      ...impossible.map(({ path, changes: own }) => ({ path, ...path === '/' ? ROOT : NO_VOLUME, ...written(own, after) })),
      ...declarable.filter(isHidden).map(({ path, changes: own }) => ({ path, ...missing(path), ...written(own, after) })),
    ],
    remarks: remarksOnAll(paths.length, observation),
  };
}

function suggestedPath(directory: WrittenDirectory, observation: RunObservation): SuggestedPath {
  const { path, changes } = directory;
  const { before, after, volumes, reader } = observation;
  const there = observedEntries(path, observation);
  const closed = unreadablePaths(there, reader);
  const isNeeded = isSystemDirectory(path)
    || changes.some((change) => before.has(change.path) && before.get(change.path)!.kind !== 'directory');
  const isSeeded = there.length > 0 ? closed.length === 0 || isNeeded : isSystemDirectory(path);
  const own = written(changes, after);
  return {
    path,
    isSeeded,
    sizeLimit: sizeLimitFor(own.bytes + (isSeeded ? bytesOf(there.map(([, entry]) => entry)) : 0)),
    imageFiles: there.filter(([, { kind }]) => kind !== 'directory').length,
    isImageVolume: volumes.includes(path),
    remarks: runRemarks(directory, isSeeded, observation),
    ...own,
  };
}

/** Twice the final size, if the default is smaller. Later runs are longer, and write more. */
function sizeLimitFor(bytes: number): number | undefined {
  return bytes > DEFAULT_WRITABLE_PATH.sizeLimit / 2 ? Math.ceil(2 * bytes / GIBIBYTE) * GIBIBYTE : undefined;
}

const ROOT = {
  why: 'it is the root filesystem itself',
  instead: 'have the program write elsewhere: with one of its settings, a variable such as HOME, or a working directory such as /tmp',
};

const NO_VOLUME = { why: 'no volume can be mounted there', instead: 'have the program write to another directory' };

function missing(path: string) {
  return {
    why: 'an empty volume is not allowed there, and the image has no such directory to copy',
    instead: `create it in the image (\`RUN mkdir ${path}\`) and run this again, or have the program write to a subdirectory`,
  };
}

/** Whether a path takes only a seeded volume. */
function isSystemDirectory(path: string): boolean {
  return !canHoldVolume(path, false);
}

function written(changes: readonly FileChange[], after: Listing): Written {
  return {
    changes: changes.map(({ path }) => path).sort(),
    bytes: bytesOf(changes.filter(({ kind }) => kind !== 'deleted').flatMap(({ path }) => after.get(path) ?? [])),
  };
}

function bytesOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, { kind, size }) => sum + (kind === 'file' ? size : 0), 0);
}
