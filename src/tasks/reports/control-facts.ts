import { formatVersion } from '../../formats/manifest/version';
import { Control, isDockerfileControl, isObjectControl, isPodControl, onlyFillsIn } from '../../policy/controls/control';
import { STANDARDS } from '../../policy/controls/known-as';
import { standardIds } from '../../policy/controls/known-as/standard';
import { alsoRead } from '../../policy/controls/reads';
import { Risk, RISKS } from '../../policy/controls/risk';
import { severityOf } from '../../policy/controls/severity';
import { allowedText, Rule } from '../../policy/controls/specification';

/** The standards and scanners that know a control, and their ids for it. */
export function knownAs({ id }: Control): readonly string[] {
  return STANDARDS.flatMap((standard) => standard.ids[id] ? `${standard.name} ${standardIds(standard, id).join(', ')}` : []);
}

const FIRST = formatVersion(0);

/** The Kubernetes versions in which a control exists and changes; undefined if it is the same in all versions. */
export function versionsText(control: Control): string | undefined {
  const checks = isPodControl(control) ? control.checks : [];
  const [first, ...later] = checks.filter(({ level }) => !level).map(({ since }) => formatVersion(since));
  const [earlier] = checks.filter(({ level }) => level);
  if (earlier?.level) {
    return `since Kubernetes ${first}, in the profile ${earlier.level} since ${formatVersion(earlier.since)}`;
  }
  if (later.length > 0) {
    const changes = later.join(', ');
    return first === FIRST ? `changed in Kubernetes ${changes}` : `since Kubernetes ${first}, changed in ${changes}`;
  }
  return first === undefined || first === FIRST ? undefined : `since Kubernetes ${first}`;
}

/** The kinds of objects or files that a control checks, if it is not a control on pods. */
export function kindsOf(control: Control): readonly string[] {
  if (isDockerfileControl(control)) {
    return ['Dockerfile'];
  }
  return isObjectControl(control) ? (control.kinds ?? []).map((kind) => kind.replace(/^\//, '')) : [];
}

/** Whether hardening fills the setting in if the author wrote nothing. */
export function isFilledIn(control: Control): boolean {
  return isPodControl(control) && control.fix !== undefined && !control.amends;
}

/** The severity of a control's findings: `off` if it has none, as in settings. */
export function severityText(control: Control): string {
  return onlyFillsIn(control) ? 'off' : severityOf(control);
}

/** The risks of a control, highest first, each with the values that cause it. Empty if all findings have the same risk. */
export function risksByValue({ risk }: Control): readonly (readonly [risk: Risk, values: string])[] {
  return typeof risk === 'string' ? [] : RISKS.flatMap((each) => risk[each] === undefined ? [] : [[each, risk[each]] as const]);
}

/** The risk of a control's findings; undefined if it has none. If the value decides the risk, each risk has a line, highest first. */
export function riskText(control: Control): string | undefined {
  const { risk, riskNote } = control;
  if (onlyFillsIn(control)) {
    return undefined;
  }
  const risks = typeof risk === 'string' ? risk : risksByValue(control).map(([each, values]) => `${each}: ${values}`).join('\n');
  return [risks, ...riskNote === undefined ? [] : [riskNote]].join('\n');
}

/** The requirements of a control of a profile, as paragraphs; none for other controls, whose titles are enough. */
export function specificationText(control: Control): readonly string[] {
  if (!('spec' in control)) {
    return [];
  }
  const { rules, os, platforms, notes = [], sources = [] } = control.spec;
  const others = othersRead(control);
  return [
    ...rules.map(ruleText),
    ...(others.length > 0 ? [`Also reads:        ${others.join(`\n${INDENT}`)}`] : []),
    ...(os ? ['Operating system:  Linux'] : []),
    ...(platforms ? [`Platforms:         ${platforms.join(', ')}`] : []),
    ...notes.map((note) => wrap(note, '')),
    ...sources.map((source) => `Source: ${source}`),
  ];
}

/** The fields that a control reads in addition to the fields that it restricts. */
export function othersRead(control: Control): readonly string[] {
  return isPodControl(control) && control.reads ? alsoRead(control.reads, control.spec) : [];
}

function ruleText(rule: Rule): string {
  const { when, fields } = rule;
  return [
    ...(when ? [`When:              ${when}`] : []),
    `Restricted fields: ${fields.join(`\n${INDENT}`)}`,
    `Allowed values:    ${wrap(allowedText(rule), INDENT)}`,
  ].join('\n');
}

/** The width of the names of facts. */
const INDENT = ' '.repeat('Restricted fields: '.length);
const WIDTH = 110;

/** Breaks a text between words. */
function wrap(text: string, indent: string): string {
  return text.replace(new RegExp(`(?!$)(.{1,${WIDTH - indent.length}})(?: |$)`, 'g'), (_, line: string) => `${line}\n${indent}`).trimEnd();
}
