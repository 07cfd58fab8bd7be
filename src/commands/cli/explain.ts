import { CATALOG, findControl } from '../../policy/controls/catalog';
import { Control, GROUPS, isOwnControl, LEVELS, onlyFillsIn } from '../../policy/controls/control';
import { allInCode } from '../../policy/controls/remedy-in-code';
import { mainRisk } from '../../policy/controls/risk';
import { checkControlId } from '../../policy/waivers/check-waiver';
import { isFilledIn, kindsOf, knownAs, riskText, severityText, specificationText, versionsText } from '../../tasks/reports/control-facts';
import { ruleOf } from '../../tasks/reports/rule';
import { withOwnPolicies } from '../../tasks/settings-file/own-policies';
import { settingsOf } from '../../tasks/settings-file/read';

const REFUSERS = { 'api-server': 'the API server', 'kubelet': 'the kubelet' };

/**
 * Explains one control, or lists all.
 *
 * @throws if no control has the id; the error suggests the nearest one
 */
export function explain(id: string | undefined): string {
  if (id === undefined) {
    return [...LEVELS, ...GROUPS].map((level) =>
      [`${level}:`, ...CATALOG.filter((control) => control.level === level).map(line)].join('\n'))
      .join('\n\n');
  }
  if (isOwnControl({ id })) {
    withOwnPolicies(settingsOf(undefined)); // Makes its controls known.
  }
  checkControlId(id);
  return page(findControl(id)!);
}

function line(control: Control): string {
  const risk = onlyFillsIn(control) ? '' : mainRisk(control.risk);
  return `  ${control.id.padEnd(30)} ${risk.padEnd(8)} ${severityText(control).padEnd(8)} ${control.title}`;
}

function page(control: Control): string {
  const { id, title, level, why, remedy, remedyInCode, refusedBy } = control;
  const kinds = kindsOf(control);
  const facts: [string, string | undefined][] = [
    ['level', level],
    ['risk', riskText(control)],
    ['severity', severityText(control)],
    ['versions', versionsText(control) ?? 'all'],
    ['objects', kinds.length > 0 ? kinds.join(', ') : undefined],
    ['why', why],
    ['fix', `${remedy}.`],
    ['in code', allInCode(remedyInCode)],
    ['refused by', refusedBy && REFUSERS[refusedBy]],
    ['fields', specificationText(control).join('\n\n') || undefined],
    ['filled in', isFilledIn(control) ? 'yes, by hardened workloads' : undefined],
    ['known as', knownAs(control).join('\n') || undefined],
    ['page', ruleOf(id).url],
  ];
  const lines = facts.flatMap(([name, text]) => text === undefined
    ? []
    : `  ${name.padEnd(10)} ${text.replace(/\n(?!\n)/g, `\n${' '.repeat(13)}`)}`);
  return [`${id}: ${title}`, ...lines].join('\n');
}
