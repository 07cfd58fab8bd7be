import { Cause, Found, Sign, weightOf } from './cause';
import { CAUSES } from './causes';
import { Evidence, Level, Line } from './evidence';
import { pathOf } from './log-path';

/** A cause that the evidence speaks for. */
export interface Candidate {
  readonly cause: Cause;
  readonly found: Found;
  /** How sure it is, from 0 to 110. */
  readonly weight: number;
}

/** The causes for one container, pod, workload or request. */
export interface Diagnosis {
  readonly evidence: Evidence;
  /** The most probable one, and those that the same line names: a refusal lists all that it refuses. */
  readonly causes: readonly Candidate[];
  /** Other causes that fit the evidence, the most probable first. */
  readonly others: readonly Candidate[];
}

/** How much more or less a line of a log counts by how loud it is: a notice rarely ends a program. */
const LOUDNESS: Record<Level, number> = { fatal: 6, error: 3, info: -12 };
/** A program that goes on ends by something else, whatever it is. */
const GOES_ON = -30;
const SYMPTOM = -60;
/** From here on a sign in a log is more than a guess. */
const SURE = 69;
const MOST_BESIDE = 3;

export function diagnose(evidence: Evidence): Diagnosis {
  const candidates = withPathsTogether(CAUSES.flatMap((cause) => candidateOf(cause, evidence) ?? [])
    .sort((one, other) => other.weight - one.weight));
  const [best] = candidates;
  if (!best) {
    return { evidence, causes: [], others: [] };
  }
  if (isOutweighed(best.found.line, evidence)) {
    return { evidence, causes: [], others: candidates };
  }
  const causes = candidates.filter((each) => each === best || isRefusedToo(each, best) || isBeside(each, best)).slice(0, best.found.line.source === 'refusal' ? undefined : MOST_BESIDE);
  return { evidence, causes, others: candidates.filter(({ found }) => !causes.some((each) => each.found.line === found.line)) };
}

/** A refusal lists all that it refuses. */
function isRefusedToo({ found, weight }: Candidate, best: Candidate): boolean {
  return found.line === best.found.line && weight === best.weight && found.line.source === 'refusal';
}

/** A log can have two errors that each keep the program from its work, such as a path and a capability. */
function isBeside({ cause, found, weight }: Candidate, best: Candidate): boolean {
  return cause.standsBeside === true && best.cause.standsBeside === true && found.line !== best.found.line && found.line.level !== 'info' && weight >= SURE
    && !pathsOf(found).every((path) => pathsOf(best.found).includes(path));
}

/** The paths that its lines name; a line without one may be about any. */
function pathsOf(found: Found): readonly (string | undefined)[] {
  const paths = [found, ...found.others].map(pathOf);
  const named = paths.filter((path) => path !== undefined);
  return named.length > 0 ? named : paths;
}

/** The paths of all causes that are about paths, at the first of them. */
function withPathsTogether(candidates: readonly Candidate[]): readonly Candidate[] {
  const [first, ...more] = candidates.filter(({ cause, weight }) => cause.isAboutPaths && weight >= SURE);
  if (more.length === 0) {
    return candidates;
  }
  const others = [...first.found.others, ...more.flatMap(({ found }) => [found, ...found.others])];
  const together = { ...first, found: { ...first.found, others } };
  return candidates.flatMap((each) => each === first ? together : more.includes(each) ? [] : each);
}

/** An error that only says that there were others before. */
const REFERS_BACK = /\bsee (?:the )?(?:warnings?|errors?|messages?|log)\b.*\babove\b|\byou can rerun the command\b|\ba complete log of this run\b/i;

/** A last line that says only that the program ends. */
const ENDS = /(?:^|[\]:>)]\s*)(?:\w+ ){0,2}(?:giving up|exiting|aborting|aborted|terminating|quitting|shutting down|start-?up failed)\b[\w ]{0,30}[.!\s]*$/i;

/**
 * Whether a line is not a cause: a notice or a warning, if the program then reports an error that nothing explains, or an error after which
 * the program goes on, if there is another one.
 */
function isOutweighed(line: Line, { lines }: Evidence): boolean {
  const isError = ({ level, text, goesOn }: Line) => (level === 'fatal' || level === 'error') && !goesOn && !REFERS_BACK.test(text) && !ENDS.test(text);
  return line.goesOn === true ? lines.some(isError) : line.level === 'info' && lines.slice(lines.indexOf(line) + 1).some(isError);
}

function candidateOf(cause: Cause, evidence: Evidence): Candidate | undefined {
  const all = evidence.lines.flatMap((line) => cause.signs.flatMap((sign) => weighted(sign, evidence, line) ?? []));
  if (all.length === 0) {
    return undefined;
  }
  // Of equals the first: later lines of a log often follow from it.
  const best = all.reduce((one, other) => other.weight > one.weight ? other : one);
  const others = all.filter((each) => each !== best).map(({ found }) => found);
  return { cause, found: { ...best.found, others }, weight: best.weight + (cause.isSymptom ? SYMPTOM : 0) };
}

function loudnessOf({ level, goesOn }: Line): number {
  return goesOn ? GOES_ON : level ? LOUDNESS[level] : 0;
}

function weighted(sign: Sign, evidence: Evidence, line: Line): { readonly found: Found; readonly weight: number } | undefined {
  const isOver = evidence.state === 'healthy' && !sign.evenIfReady && (line.source === 'cluster' || line.level === 'info' || line.goesOn === true);
  if (sign.in !== line.source || isOver || (sign.reason && !sign.reason.test(line.reason ?? ''))) {
    return undefined;
  }
  const inReason = sign.reason?.exec(line.reason ?? '')?.groups;
  const match = sign.text ? sign.text.exec(line.text) ?? (line.call === undefined ? null : sign.text.exec(`${line.call}: ${line.text}`)) : [];
  const found = match && { evidence, line, facts: { ...inReason, ...(match as RegExpExecArray).groups }, others: [] };
  return found && (sign.when?.(found) ?? true)
    ? { found, weight: weightOf(sign) + loudnessOf(line) }
    : undefined;
}
