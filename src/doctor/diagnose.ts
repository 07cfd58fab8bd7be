import { Cause, Found, Sign, weightOf } from './cause';
import { CAUSES } from './causes';
import { Evidence, Level, Line } from './evidence';

/** A cause that the evidence speaks for. */
export interface Candidate {
  readonly cause: Cause;
  readonly found: Found;
  /** How sure it is, from 0 to 110. */
  readonly weight: number;
}

/** What is wrong with one container, pod, workload or request. */
export interface Diagnosis {
  readonly evidence: Evidence;
  /** The most probable one, and those that the same line names: a refusal lists all that it refuses. */
  readonly causes: readonly Candidate[];
  /** What else the evidence would fit, the most probable first. */
  readonly others: readonly Candidate[];
}

/** How much more or less a line of a log counts by how loud it is: what ends a program is rarely a notice. */
const LOUDNESS: Record<Level, number> = { fatal: 6, error: 3, info: -12 };
const SYMPTOM = -60;

export function diagnose(evidence: Evidence): Diagnosis {
  const candidates = CAUSES.flatMap((cause) => candidateOf(cause, evidence) ?? [])
    .sort((one, other) => other.weight - one.weight);
  const [best] = candidates;
  if (!best) {
    return { evidence, causes: [], others: [] };
  }
  const causes = candidates.filter(({ found, weight }) => found === best.found || (found.line === best.found.line && weight === best.weight && found.line.source === 'refusal'));
  return { evidence, causes, others: candidates.filter(({ found }) => !causes.some((each) => each.found.line === found.line)) };
}

function candidateOf(cause: Cause, evidence: Evidence): Candidate | undefined {
  const all = evidence.lines.flatMap((line) => cause.signs.flatMap((sign) => weighted(sign, evidence, line) ?? []));
  if (all.length === 0) {
    return undefined;
  }
  // Of equals the first: what comes later in a log often follows from it.
  const best = all.reduce((one, other) => other.weight > one.weight ? other : one);
  const others = all.filter((each) => each !== best).map(({ found }) => found);
  return { cause, found: { ...best.found, others }, weight: best.weight + (cause.isSymptom ? SYMPTOM : 0) };
}

function weighted(sign: Sign, evidence: Evidence, line: Line): { readonly found: Found; readonly weight: number } | undefined {
  const isOver = evidence.state === 'healthy' && !sign.evenIfReady && (line.source === 'cluster' || line.level === 'info');
  if (sign.in !== line.source || isOver || (sign.reason && !sign.reason.test(line.reason ?? ''))) {
    return undefined;
  }
  const inReason = sign.reason?.exec(line.reason ?? '')?.groups;
  const match = sign.text ? sign.text.exec(line.text) : [];
  const found = match && { evidence, line, facts: { ...inReason, ...(match as RegExpExecArray).groups }, others: [] };
  return found && (sign.when?.(found) ?? true)
    ? { found, weight: weightOf(sign) + (line.level ? LOUDNESS[line.level] : 0) }
    : undefined;
}
