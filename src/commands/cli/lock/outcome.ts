import { Recorded } from './facts/record';
import { NamedImages } from './named-images';
import { ResolvedManifest } from './resolve';
import { LockedImage, LockedImages } from '../../../knowledge/image-lock/locked-images';

/** The inputs of a run: the file as it is, the images in manifests, and the answers of registries. */
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
  /** What changed or differs, for standard output. */
  readonly lines: readonly string[];
  /** Images that could not be looked up. */
  readonly failures: readonly string[];
  /** In one line. */
  readonly summary: string;
  readonly isDifferent: boolean;
}

export function movedText(name: string, before: string, after: string): string {
  return `moved ${name}: ${before} -> ${after}`;
}

/** `2 added, 1 moved`, without what is nothing. */
export function countsText(counts: { readonly [what: string]: number }): string {
  return Object.entries(counts).filter(([, count]) => count > 0).map(([what, count]) => `${count} ${what}`).join(', ');
}
