import { Finding } from './finding';
import { printable } from './printable';
import { countText } from './text';
import { groupBy } from '../manifest/group-by';

/** One line for each control whose findings do not fail the synthesis, with every construct that it is found in. */
export function warningTexts(warnings: readonly Finding[]): readonly string[] {
  return [...groupBy(warnings, ({ control }) => control).values()].map((findings) => {
    const [{ message, remedy, severity }] = findings;
    const paths = [...new Set(findings.map(({ constructPath }) => printable(constructPath ?? '')))];
    const more = [
      ...findings.length > 1 ? [countText(findings.length, 'time')] : [],
      ...paths.length > 1 ? [`also in ${paths.slice(1).join(', ')}`] : [],
    ];
    const suffix = more.length > 0 ? ` (${more.join(', ')})` : '';
    return `cdk8s-hardened: ${severity}: [${paths[0]}] ${printable(message)}${suffix}. Fix: ${printable(remedy)}.`;
  });
}
