import { FileChange } from './changes';
import { Entry, Listing } from './listing';
import { Reader } from './readable';
import { isBelow, isIn } from '../../manifest/paths';

/** What was seen of one run of an image. */
export interface Observation {
  /** The image's own files. */
  readonly before: Listing;
  /** The files when the run had ended, without what lies in volumes. */
  readonly after: Listing;
  readonly changes: readonly FileChange[];
  /** Paths that the image declares as `VOLUME`, in normal form. Writes there do not change the root filesystem. */
  readonly volumes: readonly string[];
  /** In normal form: where the user had the runtime mount a volume or a directory of the host. */
  readonly mounts?: readonly string[];
  /** Who would copy the image's files. */
  readonly reader: Reader;
}

/** What a copy of the image's directory would hold; nothing where all of it lies in volumes of their own, which need no such copy. */
export function entriesIn(directory: string, { before, volumes }: Pick<Observation, 'before' | 'volumes'>): readonly [string, Entry][] {
  const others = volumes.filter((volume) => isBelow(volume, directory));
  const entries = [...before].filter(([path]) => isBelow(path, directory));
  return entries.every(([path]) => others.some((other) => isIn(path, other))) ? [] : entries;
}
