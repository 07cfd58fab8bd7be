import { dirname } from 'path/posix';
import { FileChange } from './changes';
import { Entry, Listing } from './listing';
import { Reader, unreadable } from './readable';
import { canHoldVolume, writtenDirectories, WrittenDirectory } from './written-directories';
import { DEFAULT_SCRATCH, GIBIBYTE } from '../../controls/policy';
import { isBelow } from '../../manifest/paths';

/** What was seen of one run of an image. */
export interface Observation {
  /** The image's own files. */
  readonly before: Listing;
  /** The files when the run had ended, without what lies in volumes. */
  readonly after: Listing;
  readonly changes: readonly FileChange[];
  /** In normal form: paths that the image declares as `VOLUME`: what is written there is no change of the root filesystem. */
  readonly volumes: readonly string[];
  /** Who would copy the image's files. */
  readonly reader: Reader;
}

/** What to declare, and what cannot be declared. */
export interface Suggestion {
  readonly paths: readonly SuggestedPath[];
  readonly impossible: readonly ImpossiblePath[];
  /** What concerns more than one path. */
  readonly remarks: readonly string[];
}

/** How much was written, and where. */
export interface Written {
  /** Everything that was made, changed or removed, but for directories that only hold such. */
  readonly changes: readonly string[];
  /** What the made and changed files hold at the end. */
  readonly bytes: number;
}

export interface SuggestedPath extends Written {
  readonly path: string;
  /** Whether the image's own files must be put there first. */
  readonly isSeeded: boolean;
  /** Bytes, where the default could be too little. */
  readonly sizeLimit?: number;
  /** How many files and links the image has there. */
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

/** What to declare as writable for what a container wrote. */
export function suggest(observation: Observation): Suggestion {
  const { before, after, changes, volumes } = observation;
  // Every hardened workload has a volume at /tmp.
  const { declarable, impossible } = writtenDirectories(changes, before, after, volumes.filter((path) => path !== DEFAULT_SCRATCH.path));
  const isHidden = ({ path }: WrittenDirectory) => isSystemDirectory(path) && !before.has(path);
  const paths = declarable.filter((directory) => !isHidden(directory)).map((directory) => suggestedPath(directory, observation));
  return {
    paths,
    impossible: [
      ...impossible.map(({ path, changes: own }) => ({ path, ...path === '/' ? ROOT : NO_VOLUME, ...written(own, after) })),
      ...declarable.filter(isHidden).map(({ path, changes: own }) => ({ path, ...missing(path), ...written(own, after) })),
    ],
    remarks: paths.length > 1 ? [SEVERAL] : [],
  };
}

function suggestedPath({ path, changes, isMade }: WrittenDirectory, { before, after, volumes, reader }: Observation): SuggestedPath {
  const there = entriesOf(path, before, volumes);
  const closed = unreadable(there, reader);
  const isNeeded = isSystemDirectory(path) || changes.some((change) => before.has(change.path) && before.get(change.path)!.kind !== 'directory');
  const isSeeded = there.length > 0 ? closed.length === 0 || isNeeded : isSystemDirectory(path);
  const own = written(changes, after);
  return {
    path,
    isSeeded,
    sizeLimit: sizeLimitFor(own.bytes + (isSeeded ? bytesOf(there.map(([, entry]) => entry)) : 0)),
    imageFiles: there.filter(([, { kind }]) => kind !== 'directory').length,
    isImageVolume: volumes.includes(path),
    remarks: [
      ...closed.length === 0 ? [] : [closedRemark(path, closed[0], isSeeded, reader)],
      ...isMade && before.has(dirname(path)) ? [madeRemark(dirname(path))] : [],
      ...isSeeded && !hasShell(before) ? ['the image has no `sh`, which copies its files: give a `seedImage`'] : [],
    ],
    ...own,
  };
}

/** What the image has in a directory, but for what is in a volume of its own. */
function entriesOf(directory: string, before: Listing, volumes: readonly string[]): readonly [string, Entry][] {
  const others = volumes.filter((volume) => isBelow(volume, directory));
  return [...before].filter(([path]) => isBelow(path, directory) && !others.some((other) => path === other || isBelow(path, other)));
}

/** Twice what is there at the end, where the default is less: what a short run writes is little beside what a long one does. */
function sizeLimitFor(bytes: number): number | undefined {
  return bytes > DEFAULT_SCRATCH.sizeLimit / 2 ? Math.ceil(2 * bytes / GIBIBYTE) * GIBIBYTE : undefined;
}

const SEVERAL = 'each of these is a mount of its own, as is /tmp: no file can be renamed or hard-linked from one into another';

function closedRemark(path: string, [example, { mode }]: ReturnType<typeof unreadable>[number], isSeeded: boolean, reader: Reader): string {
  const octal = mode.toString(8).padStart(4, '0');
  const who = reader.uid === undefined ? 'a user that is not root' : `the user ${reader.uid}`;
  return isSeeded
    ? `${who} cannot read ${example} (${octal}), so the copy would fail: in the image, make it readable or remove it, or write elsewhere`
    : `not seeded, since ${who} cannot read ${example} (${octal}): right where the program needs none of the image's files in ${path}`;
}

function madeRemark(parent: string): string {
  return `the program makes this directory itself: where it fails because there is one already, declare ${parent}, seeded, in its place`;
}

const ROOT = {
  why: 'it is the root filesystem itself',
  instead: 'have the program write elsewhere: by a setting of its own, a variable such as HOME, or a working directory such as /tmp',
};

const NO_VOLUME = { why: 'no volume can stand there', instead: 'have the program write to another directory' };

function missing(path: string) {
  return {
    why: 'an empty volume may not stand there, and the image has no such directory that could be copied',
    instead: `create it in the image (\`RUN mkdir ${path}\`) and run this again, or have the program write to a directory below it`,
  };
}

/** Whether only a seeded volume may stand there. */
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

function hasShell(before: Listing): boolean {
  return ['/bin/sh', '/usr/bin/sh'].some((path) => before.has(path));
}
