import { Evidence, Line, Source } from './evidence';

/** A reason why a pod does not start or does not work, and its fix. */
export interface Cause {
  /** Stable, kebab-case, the name of its file. */
  readonly id: string;
  /** The problem, in a few words. */
  readonly title: string;
  /** How it comes about, in a sentence or two. */
  readonly why: string;
  /** How it is recognized: by any of these. */
  readonly signs: readonly Sign[];
  /** The fix. */
  readonly fix: (found: Found) => Fix;
  /** Whether it only says that something else is wrong: then any other cause of the same workload comes first. */
  readonly isSymptom?: true;
  /** Whether it is about a path that must be writable: all of these of one log are fixed at once. */
  readonly isAboutPaths?: true;
  /** Whether it needs its own fix, whatever else the log has: then it is reported beside another such cause. */
  readonly standsBeside?: true;
}

/** A cause with its example, for the documentation and the tests. `projenrc/without-examples.ts` removes it from the published package. */
export interface CatalogedCause extends Cause {
  /** A text with the signs of this cause and of no other. */
  readonly example: Example;
}

export interface Sign {
  readonly in: Source;
  /** Must match the reason of a status or event. */
  readonly reason?: RegExp;
  /** Must match the text; its named groups are facts for the fix. */
  readonly text?: RegExp;
  /** How sure it is, from 0 to 100; by default 100 for refusals, 90 in the cluster's words, 70 in a log. */
  readonly weight?: number;
  /** A further condition. */
  readonly when?: (found: Found) => boolean;
  /** Whether it also counts for a container that runs and is ready: what the cluster said while it started is over then. */
  readonly evenIfReady?: true;
}

/** A sign that was found. */
export interface Found {
  readonly evidence: Evidence;
  readonly line: Line;
  /** The named groups of the text. */
  readonly facts: { readonly [name: string]: string | undefined };
  /** The same cause in other lines. */
  readonly others: readonly Found[];
}

/** The texts to write, one for each place. A place without a text needs no change. */
export interface Fix {
  /** The advice, as an imperative sentence without a period. */
  readonly do: string;
  /** Props of the hardened workload. */
  readonly typescript?: string;
  /** Fields of the spec of the pod. */
  readonly yaml?: string;
  /** Fields of the entry of the workload in the settings file. */
  readonly settings?: string;
  /** An entry of `images` in the settings file. */
  readonly images?: string;
}

export interface Example {
  readonly source: Source;
  readonly reason?: string;
  readonly text: string;
  /** Further facts about the container. */
  readonly with?: Partial<Evidence>;
}

const WEIGHTS: Record<Source, number> = { refusal: 100, cluster: 90, log: 70 };

export function weightOf(sign: Sign): number {
  return sign.weight ?? WEIGHTS[sign.in];
}
