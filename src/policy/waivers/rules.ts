import { controlsOf, familyOf, waiverName } from './coverage';
import { daysUntil, isPast } from './expiry';
import { Path } from '../../formats/manifest/json';
import { Severity } from '../controls/check';
import { OutcomeControl } from '../controls/control';
import { mainRisk } from '../controls/risk';
import { severityOf } from '../controls/severity';
import { waiverExpired } from '../controls/waivers/waiver-expired';
import { waiverForbidden } from '../controls/waivers/waiver-forbidden';
import { EvaluatedFinding } from '../engine/finding';
import { Waiver } from '../settings/waiver';

/** What a scope allows of the waivers below it. */
export interface WaiverRules {
  /** Ids of controls that nobody may waive. */
  readonly neverWaive: readonly string[];
  /** How many days ahead a waiver may reach at most. */
  readonly maxWaiverDays?: number;
  readonly now: Date;
  /** What an expired waiver is; an error if undefined. */
  readonly expired?: Severity;
}

/** What is wrong with a waiver: a violation of a control in the group `waivers`. */
export interface WaiverProblem {
  readonly control: OutcomeControl;
  readonly detail: string;
  /** What the detail says of a waiver, without its name; undefined if there is no waiver to name. */
  readonly said?: { readonly name: string; readonly text: string };
  readonly remedy?: string;
  readonly severity?: Severity;
}

/** A problem of a waiver, which the message names by its control. */
export function waiverProblem(control: OutcomeControl, waiver: Waiver, detail: string, remedy?: string): WaiverProblem {
  const name = waiverName(waiver);
  return { control, detail: `${name} ${detail}`, said: { name, text: detail }, remedy };
}

/** The same problem, with the objects that the waiver is for in its message. */
export function naming(problem: WaiverProblem, objects: string): WaiverProblem {
  return problem.said ? { ...problem, detail: `${problem.said.name} for ${objects} ${problem.said.text}` } : problem;
}

/**
 * A problem of a waiver as a finding.
 *
 * @param path where the waiver is
 */
export function problemFinding(problem: WaiverProblem, path: Path): EvaluatedFinding {
  const { control, detail, remedy = control.remedy, severity = severityOf(control) } = problem;
  return { control, risk: mainRisk(control.risk), severity, path, value: undefined, detail, remedy };
}

/** What is wrong with a waiver whatever it covers. */
export function ruleProblems(waiver: Waiver, rules: WaiverRules): readonly WaiverProblem[] {
  const { neverWaive, maxWaiverDays, now, expired } = rules;
  const { expires } = waiver;
  const named = controlsOf(waiver);
  const problems: WaiverProblem[] = [];
  for (const id of named.filter((each) => familyOf(each).some((other) => neverWaive.includes(other)))) {
    problems.push(waiverProblem(waiverForbidden, waiver, `is not allowed: neverWaive lists ${reasonOf(id, named, neverWaive)}`));
  }
  if (maxWaiverDays !== undefined && !(expires && daysUntil(expires, now) <= maxWaiverDays)) {
    const state = expires ? `expires on ${expires}, in more than ${maxWaiverDays} days` : 'has no `expires`';
    problems.push(waiverProblem(waiverForbidden, waiver, `${state}: maxWaiverDays is ${maxWaiverDays}`, `set \`expires\` to a day within ${maxWaiverDays} days`));
  }
  if (expires !== undefined && isPast(expires, now)) {
    problems.push({ ...waiverProblem(waiverExpired, waiver, `expired at the end of ${expires} (UTC)`), severity: expired });
  }
  return problems;
}

/** What forbids a waiver: its control, or one of another profile that is about the same values. */
function reasonOf(id: string, named: readonly string[], neverWaive: readonly string[]): string {
  const listed = familyOf(id).find((each) => neverWaive.includes(each));
  return named.length === 1 && listed === id ? 'the control' : `"${listed}"`;
}
