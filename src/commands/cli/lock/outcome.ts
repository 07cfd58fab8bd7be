import { Recorded } from './facts/record';
import { NamedImages } from './named-images';
import { ResolvedManifest } from './resolve';
import { LockedImage, LockedImages } from '../../../knowledge/image-lock/locked-images';

/** The inputs of a run: the current lock file, the images in manifests, and the answers of registries. */
export interface FoundEntries {
  readonly lock: LockedImages;
  readonly named: NamedImages;
  readonly answers: ReadonlyMap<string, ResolvedManifest>;
  /** The facts about images; empty if they were not read. */
  readonly recorded: Recorded;
}

/** The outcome of a run. */
export interface LockOutcome {
  /** The entries to write; undefined if the file stays as it is. */
  readonly images?: readonly LockedImage[];
  /** The changes or differences, for standard output. */
  readonly lines: readonly string[];
  /** Images that could not be looked up. */
  readonly failures: readonly string[];
  /** A summary in one line. */
  readonly summary: string;
  readonly isDifferent: boolean;
}

export function movedText(name: string, before: string, after: string): string {
  return `moved ${name}: ${before} -> ${after}`;
}

/** A text such as `2 added, 1 moved`. Counts of zero are left out. */
export function countsText(counts: { readonly [what: string]: number }): string {
  return Object.entries(counts).filter(([, count]) => count > 0).map(([what, count]) => `${count} ${what}`).join(', ');
}
