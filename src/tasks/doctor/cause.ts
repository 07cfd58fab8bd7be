import { FailureEvidence, EvidenceLine, EvidenceSource } from './evidence';

/** A reason why a pod does not start or does not work, with its signs and its fix. */
export interface FailureCause {
  /** Stable, in kebab case. It is the name of the page in docs/troubleshooting. */
  readonly id: string;
  /** The problem in a few words. */
  readonly title: string;
  /** The explanation, in one or two sentences. */
  readonly why: string;
  /** Any of these signs shows the cause. */
  readonly signs: readonly Sign[];
  /** The fix. */
  readonly fix: (found: SignMatch) => Remedy;
  /** Only a consequence of another problem: any other cause of the same workload comes first. */
  readonly isSymptom?: true;
  /** Most programs go on without it: a later error about another path comes first. */
  readonly isOftenSurvived?: true;
  /** About a path that must be writable. One fix covers all such paths in a log. */
  readonly isAboutPaths?: true;
  /** Whether it comes before another cause of a log whose fix is advice without code. */
  readonly isBefore?: (advice: SignMatch) => boolean;
  /** Reported in addition to the most probable cause if both have this flag, because each needs its own fix. */
  readonly standsBeside?: true;
}

/** A cause with its example, for the documentation and the tests. `projenrc/without-examples.ts` removes it from the published package. */
export interface CatalogedCause extends FailureCause {
  /** A text that only this cause matches. */
  readonly example: Example;
}

export interface Sign {
  readonly in: EvidenceSource;
  /** Must match the reason of a status or event. */
  readonly reason?: RegExp;
  /** Must match the text. Its named groups are facts for the fix. */
  readonly text?: RegExp;
  /** The certainty, from 0 to 100. By default 100 for refusals, 90 for texts of the cluster, 70 for logs. */
  readonly weight?: number;
  /** A further condition. */
  readonly when?: (found: SignMatch) => boolean;
  /** Also counts for a container that is ready. Other texts of the cluster are out of date by then. */
  readonly evenIfReady?: true;
}

/** A sign that a line matches. */
export interface SignMatch {
  readonly evidence: FailureEvidence;
  readonly line: EvidenceLine;
  /** The named groups of the text. */
  readonly facts: { readonly [name: string]: string | undefined };
  /** The matches of signs of the same cause in other lines. */
  readonly others: readonly SignMatch[];
}

/** The advice, and the text to write in each place. A place without a text needs no change. */
export interface Remedy {
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
  readonly source: EvidenceSource;
  readonly reason?: string;
  readonly text: string;
  /** Further facts about the container. */
  readonly with?: Partial<FailureEvidence>;
}

const WEIGHTS: Record<EvidenceSource, number> = { refusal: 100, cluster: 90, log: 70 };

export function weightOf(sign: Sign): number {
  return sign.weight ?? WEIGHTS[sign.in];
}
