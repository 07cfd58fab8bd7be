import { valueTextLines } from './values-text';
import { Level } from '../../../policy/settings/levels';
import { countText } from '../../reports/text';
import { Assessment, metIn } from '../chart/assessment';
import { ValueLine, valuesOf } from '../choose/values';
import { Patch } from '../patches/patch';

const MET: { readonly [level in Level]: string } = { 'pss-baseline': 'baseline', 'pss-restricted': 'restricted', 'hardened': 'hardened' };

/** What values and patches come to: `5 of 5 workloads restricted by 2 values (7 lines); 0 patches`. */
export function summaryText(level: Level, result: Assessment, lines: readonly ValueLine[], patches: readonly Patch[]): string {
  const count = `${metIn(result)} of ${countText(result.workloads.length, 'workload')} ${MET[level]}`;
  if (lines.length === 0 && patches.length === 0) {
    return `${count} as rendered; nothing to write`;
  }
  const maps = new Set(lines.map(({ path, setting }) => (setting?.mark.candidate.path ?? path.slice(0, -1)).join('.')));
  const by = lines.length === 0 ? 'no values' : `${countText(maps.size, 'value')} (${countText(valueTextLines(valuesOf(lines)).length, 'line')})`;
  return `${count} by ${by}; ${patches.length === 1 ? '1 patch' : `${patches.length} patches`}`;
}
