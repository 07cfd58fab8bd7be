import { Finding } from './finding';
import { printable } from './printable';
import { countText } from './text';
import { groupBy } from '../../formats/manifest/group-by';

/** A line is for reading. The report of the synthesis has all. */
const MAX_PLACES = 20;

/** One line for each control whose findings do not fail the synthesis, with the constructs that it is found in. */
export function warningTexts(warnings: readonly Finding[]): readonly string[] {
  return [...groupBy(warnings, ({ control }) => control).values()].map((findings) => {
    const [{ message, remedy, severity }] = findings;
    const paths = [...new Set(findings.map(({ constructPath }) => printable(constructPath ?? '')))];
    const more = [
      ...findings.length > 1 ? [countText(findings.length, 'time')] : [],
      ...paths.length > 1 ? [`also in ${paths.slice(1, MAX_PLACES).join(', ')}`] : [],
      ...paths.length > MAX_PLACES ? [`and in ${paths.length - MAX_PLACES} more, which \`Hardening.of(app).report()\` lists`] : [],
    ];
    const suffix = more.length > 0 ? ` (${more.join(', ')})` : '';
    return `cdk8s-hardened: ${severity}: [${paths[0]}] ${printable(message)}${suffix}. Fix: ${printable(remedy)}.`;
  });
}
