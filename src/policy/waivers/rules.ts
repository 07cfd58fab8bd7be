import { controlsOfWaiver, familyOf, waiverName } from './coverage';
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

/** The rules of a scope for the waivers below it. */
export interface WaiverRules {
  /** Ids of controls that no one may waive. */
  readonly neverWaive: readonly string[];
  /** The maximum number of days until a waiver expires. */
  readonly maxWaiverDays?: number;
  readonly now: Date;
}

/** A problem of a waiver: a violation of a control in the group `waivers`. */
export interface WaiverProblem {
  readonly control: OutcomeControl;
  readonly detail: string;
  /** The name of the waiver and the rest of the message, separately; undefined if the problem has no waiver. */
  readonly said?: { readonly name: string; readonly text: string };
  readonly remedy?: string;
  readonly severity?: Severity;
}

/** A problem of a waiver. The message contains its control. */
export function waiverProblem(control: OutcomeControl, waiver: Waiver, detail: string, remedy?: string): WaiverProblem {
  const name = waiverName(waiver);
  return { control, detail: `${name} ${detail}`, said: { name, text: detail }, remedy };
}

/** The problem, with the objects of the waiver in its message. */
export function naming(problem: WaiverProblem, objects: string): WaiverProblem {
  return problem.said ? { ...problem, detail: `${problem.said.name} for ${objects} ${problem.said.text}` } : problem;
}

/**
 * A problem of a waiver as a finding.
 *
 * @param path the place of the waiver
 */
export function problemFinding(problem: WaiverProblem, path: Path): EvaluatedFinding {
  const { control, detail, remedy = control.remedy, severity = severityOf(control) } = problem;
  return { control, risk: mainRisk(control.risk), severity, path, value: undefined, detail, remedy };
}

/** The problems of a waiver that do not depend on the findings that it covers. */
export function ruleProblems(waiver: Waiver, rules: WaiverRules): readonly WaiverProblem[] {
  const { neverWaive, maxWaiverDays, now } = rules;
  const { expires } = waiver;
  const named = controlsOfWaiver(waiver);
  const problems: WaiverProblem[] = [];
  for (const id of named.filter((each) => familyOf(each).some((other) => neverWaive.includes(other)))) {
    problems.push(waiverProblem(waiverForbidden, waiver, `is not allowed: neverWaive lists ${reasonOf(id, named, neverWaive)}`));
  }
  if (maxWaiverDays !== undefined && !(expires && daysUntil(expires, now) <= maxWaiverDays)) {
    const state = expires ? `expires on ${expires}, in more than ${maxWaiverDays} days` : 'has no `expires`';
    problems.push(waiverProblem(waiverForbidden, waiver, `${state}: maxWaiverDays is ${maxWaiverDays}`, 'set `expires` to a day '
      + `within ${maxWaiverDays} days`));
  }
  if (expires !== undefined && isPast(expires, now)) {
    problems.push(waiverProblem(waiverExpired, waiver, `expired at the end of ${expires} (UTC)`));
  }
  return problems;
}

/** Why a waiver is forbidden: its control, or the counterpart of its control in another profile, cannot be waived. */
function reasonOf(id: string, named: readonly string[], neverWaive: readonly string[]): string {
  const listed = familyOf(id).find((each) => neverWaive.includes(each));
  return named.length === 1 && listed === id ? 'the control' : `"${listed}"`;
}
