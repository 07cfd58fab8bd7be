import { Finding } from './finding';
import { printable } from './printable';
import { byRisk } from './risk-order';
import { countText } from './text';
import { groupBy } from '../../formats/manifest/group-by';

/** A line must stay readable. The report of the synthesis has all places. */
const MAX_PLACES = 20;

/**
 * One line for each field and value of a control that do not fail the synthesis, with the constructs that have it, the highest risk first.
 *
 * The lines begin with `warning:` whatever the severity: a line that begins with `error:` means that the process fails.
 */
export function warningTexts(warnings: readonly Finding[]): readonly string[] {
  return [...groupBy([...warnings].sort(byRisk), lineOf).values()].map((findings) => {
    const [{ message, remedy }] = findings;
    const paths = [...new Set(findings.map(({ constructPath }) => printable(constructPath ?? '')))];
    const more = [
      ...findings.length > 1 ? [countText(findings.length, 'time')] : [],
      ...paths.length > 1 ? [`also in ${paths.slice(1, MAX_PLACES).join(', ')}`] : [],
      ...paths.length > MAX_PLACES ? [`and in ${paths.length - MAX_PLACES} more, which \`Hardening.of(app).report()\` lists`] : [],
    ];
    const suffix = more.length > 0 ? ` (${more.join(', ')})` : '';
    return `cdk8s-hardened: warning: [${paths[0]}] ${printable(message)}${suffix}. Fix: ${printable(remedy)}.`;
  });
}

/**
 * The text that the findings of one line share. It is not an identity: many constructs have the same finding. Messages cut long values, so
 * the value counts, too. The names of the object and of the container do not: each workload of a chart has its own.
 */
function lineOf({ control, risk, container, field, value, allowValue, message }: Finding): string {
  if (field === 'metadata.name') {
    return JSON.stringify([control, risk, field]);
  }
  const ofContainer = container === undefined ? '' : `container "${printable(container)}": `;
  return JSON.stringify([control, risk, field, value, allowValue, message.replace(ofContainer, '')]);
}
