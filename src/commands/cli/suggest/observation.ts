import { FileChange } from './changes';
import { Entry, Listing } from './listing';
import { Reader } from './readable';
import { isBelow, isIn } from '../../../formats/manifest/paths';

/** The changes by one run of an image. */
export interface RunObservation {
  /** The image's own files. */
  readonly before: Listing;
  /** The files at the end of the run, without those in volumes. */
  readonly after: Listing;
  readonly changes: readonly FileChange[];
  /** Normalized paths that the image declares as `VOLUME`; writes there do not change the root filesystem. */
  readonly volumes: readonly string[];
  /** Normalized paths where the user mounted a volume or a directory of the host. */
  readonly mounts?: readonly string[];
  /** Normalized paths that the container needs to start: its working directory, and the programs and files of its command. */
  readonly started?: readonly string[];
  /** The user who would copy the image's files. */
  readonly reader: Reader;
}

/** The entries to copy from a directory of the image. Entries in volumes of their own need no copy. */
export function observedEntries(
  directory: string,
  { before, volumes }: Pick<RunObservation, 'before' | 'volumes'>,
): readonly [string, Entry][] {
  const others = volumes.filter((volume) => isBelow(volume, directory));
  const entries = [...before].filter(([path]) => isBelow(path, directory));
  return entries.every(([path]) => others.some((other) => isIn(path, other))) ? [] : entries;
}
