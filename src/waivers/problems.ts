import { JudgedFinding } from './apply';
import { daysUntil, isPast } from './expiry';
import { Waiver } from './waiver';
import { CATALOGUE } from '../controls/catalogue';
import { isPodControl } from '../controls/control';
import { CONTAINER_LISTS, ContainerList } from '../manifest/pod';

/** What a scope demands of the waivers made below it. */
export interface WaiverRules {
  /** Ids of controls that nobody may waive. */
  readonly neverWaive: readonly string[];
  /** How many days ahead a waiver may reach at most. */
  readonly maxWaiverDays?: number;
  readonly now: Date;
}

/** What is wrong with a waiver whatever it covers. */
export function ruleProblems(waiver: Waiver, rules: WaiverRules): readonly string[] {
  return [...limitProblems(waiver, rules), ...expiryProblems(waiver, rules)];
}

/** Where a waiver goes beyond what may be waived. */
export function limitProblems(waiver: Waiver, { neverWaive, maxWaiverDays, now }: WaiverRules): readonly string[] {
  const problems: string[] = [];
  if (standsFor(waiver.control).some((id) => neverWaive.includes(id))) {
    problems.push('this control cannot be waived here: mend what it finds');
  }
  if (maxWaiverDays !== undefined && !(waiver.expires && daysUntil(waiver.expires, now) <= maxWaiverDays)) {
    problems.push(`it must expire within ${maxWaiverDays} days: ${waiver.expires ? `${waiver.expires} is later` : 'give `expires`'}`);
  }
  return problems.map((problem) => `waiver of "${waiver.control}": ${problem}`);
}

/** What is wrong with a waiver whose day has passed. */
export function expiryProblems({ control, expires }: Waiver, { now }: WaiverRules): readonly string[] {
  return expires !== undefined && isPast(expires, now)
    ? [`waiver of "${control}": it expired at the end of ${expires} (UTC): mend what it covers, or decide anew`]
    : [];
}

/** A control and those in whose place it stands: what waives the stricter one lets the laxer one's findings pass too. */
function standsFor(id: string): readonly string[] {
  return [id, ...CATALOGUE.filter(isPodControl).flatMap((control) => control.id === id ? control.overrides ?? [] : [])];
}

/**
 * What a waiver names and nothing needs, so that it would cover something later unseen.
 *
 * @param findings all findings on the objects that the waiver is for
 */
export function unusedProblems(waiver: Waiver, findings: readonly JudgedFinding[]): readonly string[] {
  const covered = findings.filter((finding) => finding.waiver === waiver);
  if (covered.length === 0) {
    return [`waiver of "${waiver.control}": it covers nothing${hint(waiver, findings)}: remove it`];
  }
  const unused = [
    ...missing('value', waiver.allow, covered.map(({ allowKey }) => allowKey)),
    ...CONTAINER_LISTS.flatMap((list) =>
      missing('container', waiver[list], covered.filter((finding) => listOf(finding) === list).map(({ container }) => container))),
  ];
  return unused.map((entry) => `waiver of "${waiver.control}": it names the ${entry}, where there is nothing to waive: remove that`);
}

function missing(what: string, named: readonly string[] | undefined, used: readonly (string | undefined)[]): readonly string[] {
  return (named ?? []).filter((entry) => !used.includes(entry)).map((entry) => `${what} "${entry}"`);
}

/** Why a waiver that looks right does not fit: the finding is there, with another value or in another container. */
function hint(waiver: Waiver, findings: readonly JudgedFinding[]): string {
  const near = findings.filter(({ control }) => control.id === waiver.control);
  const [shown, more] = [near.slice(0, MAX_HINTS).map(waiverFor).join(' and '), near.length - MAX_HINTS];
  return near.length === 0 ? '' : ` as it stands; what was found would need ${shown}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Every waiver of an object could come near each of its findings: all of them would fill the disk. */
const MAX_HINTS = 5;

/** The list that a waiver names the container of a finding in. */
function listOf({ list = 'containers' }: JudgedFinding): ContainerList {
  return list;
}

/** The waiver that would cover a finding, as code to paste. */
export function waiverFor(finding: JudgedFinding): string {
  const { allowKey, container, template } = finding;
  const fields = [
    `control: '${finding.control.id}'`,
    ...(container === undefined ? [] : [`${listOf(finding)}: ['${container}']`]),
    ...(template === undefined ? [] : [`template: ${JSON.stringify(template)}`]),
    ...(allowKey === undefined ? [] : [`allow: [${JSON.stringify(allowKey)}]`]),
    'reason: \'…\'',
  ];
  return `{ ${fields.join(', ')} }`;
}
