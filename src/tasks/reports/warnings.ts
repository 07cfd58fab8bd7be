import { Finding } from './finding';
import { printable } from './printable';
import { byRisk } from './risk-order';
import { countText } from './text';
import { groupBy } from '../../formats/manifest/group-by';

/** The maximum number of places in a line. The report of the synthesis has all places. */
const MAX_PLACES = 20;

/**
 * The findings that do not make synthesis fail, highest risk first. Each control, field and value has one line, with its constructs.
 *
 * All lines begin with `warning:`, even for errors: a line that begins with `error:` means that the process fails.
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
 * The key of a line: findings of many constructs share it. It includes the value, because messages cut long values. It leaves out the names
 * of the object and the container, because each workload of a chart has other names.
 */
function lineOf({ control, risk, container, field, value, allowValue, message }: Finding): string {
  if (field === 'metadata.name') {
    return JSON.stringify([control, risk, field]);
  }
  const ofContainer = container === undefined ? '' : `container "${printable(container)}": `;
  return JSON.stringify([control, risk, field, value, allowValue, message.replace(ofContainer, '')]);
}
