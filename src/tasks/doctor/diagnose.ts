import { FailureCause, SignMatch, Sign, weightOf } from './cause';
import { CAUSES } from './causes';
import { FailureEvidence, LogLevel, EvidenceLine } from './evidence';
import { failedPath } from './log-path';
import { alternatives } from '../../formats/language/alternatives';
import { sequence } from '../../formats/language/sequence';

/** A cause with at least one sign in the evidence. */
export interface PossibleCause {
  readonly cause: FailureCause;
  readonly found: SignMatch;
  /** The certainty, from 0 to 110. */
  readonly weight: number;
}

/** The causes for one container, pod, workload or request. */
export interface Diagnosis {
  readonly evidence: FailureEvidence;
  /** The most probable cause, and the others that need their own fix. */
  readonly causes: readonly PossibleCause[];
  /** Less probable causes, in order of certainty. */
  readonly others: readonly PossibleCause[];
}

/** Added to the certainty, by the severity of the line: a notice rarely ends a program. */
const LOUDNESS: Record<LogLevel, number> = { fatal: 6, error: 3, info: -12 };
/** Added if the program continues after the line: something else ends it. */
const GOES_ON = -30;
const SYMPTOM = -60;
/** From this certainty on, a sign in a log is more than a guess. */
const SURE = 69;
const MOST_BESIDE = 3;

export function diagnose(evidence: FailureEvidence): Diagnosis {
  const candidates = withCodeFirst(withEndFirst(evidence, withPathsTogether(CAUSES.flatMap((cause) => candidateOf(cause, evidence) ?? [])
    .sort((one, other) => other.weight - one.weight))));
  const [best] = candidates;
  if (!best) {
    return { evidence, causes: [], others: [] };
  }
  if (isOutweighed(best.found.line, evidence)) {
    return { evidence, causes: [], others: candidates };
  }
  const causes = candidates.filter((each) => each === best || isRefusedToo(each, best) || isBeside(each, best))
    .slice(0, best.found.line.source === 'refusal' ? undefined : MOST_BESIDE);
  return { evidence, causes, others: candidates.filter(({ found }) => !causes.some((each) => each.found.line === found.line)) };
}

/** A refusal of the API server lists all problems of an object: report each of them. */
function isRefusedToo({ found, weight }: PossibleCause, best: PossibleCause): boolean {
  return found.line === best.found.line && weight === best.weight && found.line.source === 'refusal';
}

/** A log can have two independent errors, such as a path that is not writable and a missing capability. */
function isBeside({ cause, found, weight }: PossibleCause, best: PossibleCause): boolean {
  return cause.standsBeside === true && best.cause.standsBeside === true
    && found.line !== best.found.line && found.line.level !== 'info' && weight >= SURE
    && !pathsOf(found).every((path) => pathsOf(best.found).includes(path));
}

/** The paths in the lines of a cause. A cause without a path may be about any path. */
function pathsOf(found: SignMatch): readonly (string | undefined)[] {
  const paths = [found, ...found.others].map(failedPath);
  const named = paths.filter((path) => path !== undefined);
  return named.length > 0 ? named : paths;
}

/** Merges all causes about paths into the most probable one, so that one fix lists all paths. */
function withPathsTogether(candidates: readonly PossibleCause[]): readonly PossibleCause[] {
  const [first, ...more] = candidates.filter(({ cause, weight }) => cause.isAboutPaths && weight >= SURE);
  if (more.length === 0) {
    return candidates;
  }
  const others = [...first.found.others, ...more.flatMap(({ found }) => [found, ...found.others])];
  const together = { ...first, found: { ...first.found, others } };
  return candidates.flatMap((each) => {
    if (each === first) {
      return together;
    }
    return more.includes(each) ? [] : each;
  });
}

/** Puts a later error about a path before one that most programs survive. */
function withEndFirst({ lines }: FailureEvidence, candidates: readonly PossibleCause[]): readonly PossibleCause[] {
  const [best, ...more] = candidates;
  if (!best?.cause.isOftenSurvived) {
    return candidates;
  }
  const survived = new Set([best.found, ...best.found.others].map(({ line }) => line));
  const isLater = (each: SignMatch) => failedPath(each) !== undefined && lines.indexOf(each.line) > lines.indexOf(best.found.line);
  const ends = more.filter(({ cause, weight }) => cause.isAboutPaths && weight >= SURE).flatMap((each) => {
    const all = [each.found, ...each.found.others].filter(({ line }) => !survived.has(line));
    const end = all.find(isLater);
    return end ? [{ from: each, to: { ...each, found: { ...end, others: all.filter((other) => other !== end) } } }] : [];
  });
  return ends.length === 0 ? candidates : [ends[0].to, ...candidates.filter((each) => each !== ends[0].from)];
}

/** Puts what is known of the image before advice that cannot be pasted. */
function withCodeFirst(candidates: readonly PossibleCause[]): readonly PossibleCause[] {
  const [best] = candidates;
  const facts = best && candidates.find(({ cause }) => cause.isBefore?.(best.found));
  const isAdvice = best?.found.line.source === 'log' && (best.cause.fix(best.found).typescript ?? '//').startsWith('//');
  return facts && isAdvice ? [facts, ...candidates.filter((each) => each !== facts)] : candidates;
}

/** An error that only refers to earlier errors. */
const REFERS_BACK = alternatives([
  /\bsee (?:the )?(?:warnings?|errors?|messages?|log)\b.*\babove\b/, // see the errors above
  /\byou can rerun the command\b/, // you can rerun the command with --debug
  /\ba complete log of this run\b/, // npm error A complete log of this run can be found in: /root/.npm/_logs
], 'i');

/** A line that only reports the end of the program. */
const ENDS = sequence([
  /(?:^|[\]:>)]\s*)(?:\w+ ){0,2}/,
  /(?:giving up|exiting|aborting|aborted|terminating|quitting|shutting down|start-?up failed)\b/,
  /[\w ]{0,30}[.!\s]*$/,
], 'i');

/**
 * Whether a line is not a cause: a notice or a warning, if the program then reports an error that nothing explains, or an error after which
 * the program goes on, if there is another one.
 */
function isOutweighed(line: EvidenceLine, { lines }: FailureEvidence): boolean {
  const isError = ({ level, text, goesOn }: EvidenceLine) => (level === 'fatal' || level === 'error') && !goesOn && !REFERS_BACK.test(text)
    && !ENDS.test(text);
  return line.goesOn === true ? lines.some(isError) : line.level === 'info' && lines.slice(lines.indexOf(line) + 1).some(isError);
}

function candidateOf(cause: FailureCause, evidence: FailureEvidence): PossibleCause | undefined {
  const all = evidence.lines.flatMap((line) => cause.signs.flatMap((sign) => weighted(sign, evidence, line) ?? []));
  if (all.length === 0) {
    return undefined;
  }
  // The first line wins a tie: later errors often follow from it.
  const best = all.reduce((one, other) => other.weight > one.weight ? other : one);
  const others = all.filter((each) => each !== best).map(({ found }) => found);
  return { cause, found: { ...best.found, others }, weight: best.weight + (cause.isSymptom ? SYMPTOM : 0) };
}

function loudnessOf({ level, goesOn }: EvidenceLine): number {
  if (goesOn) {
    return GOES_ON;
  }
  return level ? LOUDNESS[level] : 0;
}

function weighted(sign: Sign, evidence: FailureEvidence, line: EvidenceLine): Omit<PossibleCause, 'cause'> | undefined {
  const isOver = evidence.state === 'healthy' && !sign.evenIfReady
    && (line.source === 'cluster' || line.level === 'info' || line.goesOn === true);
  if (sign.in !== line.source || isOver || (sign.reason && !sign.reason.test(line.reason ?? ''))) {
    return undefined;
  }
  const inReason = sign.reason?.exec(line.reason ?? '')?.groups;
  const match = sign.text
    ? sign.text.exec(line.text) ?? (line.call === undefined ? null : sign.text.exec(`${line.call}: ${line.text}`))
    : [];
  const found = match && { evidence, line, facts: { ...inReason, ...(match as RegExpExecArray).groups }, others: [] };
  return found && (sign.when?.(found) ?? true)
    ? { found, weight: weightOf(sign) + loudnessOf(line) }
    : undefined;
}
