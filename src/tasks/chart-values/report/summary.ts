import { valueTextLines } from './values-text';
import { Level } from '../../../policy/settings/levels';
import { countText } from '../../reports/text';
import { ChartAssessment, metIn } from '../chart/assessment';
import { ValueLine, valuesOf } from '../choose/values';
import { Patch } from '../patches/patch';

const MET: { readonly [level in Level]: string } = { 'pss-baseline': 'baseline', 'pss-restricted': 'restricted', 'hardened': 'hardened' };

/** The result of values and patches: `5 of 5 workloads restricted by 2 values (7 lines); 0 patches`. */
export function chartSummary(level: Level, result: ChartAssessment, lines: readonly ValueLine[], patches: readonly Patch[]): string {
  if (result.workloads.length === 0) {
    return 'no workloads; nothing to write';
  }
  const count = `${metIn(result)} of ${countText(result.workloads.length, 'workload')} ${MET[level]}`;
  if (lines.length === 0 && patches.length === 0) {
    return `${count} as rendered; nothing to write`;
  }
  const maps = new Set(lines.map(({ path, setting }) => (setting?.mark.candidate.path ?? path.slice(0, -1)).join('.')));
  const by = lines.length === 0
    ? 'no values'
    : `${countText(maps.size, 'value')} (${countText(valueTextLines(valuesOf(lines)).length, 'line')})`;
  return `${count} by ${by}; ${patches.length === 1 ? '1 patch' : `${patches.length} patches`}`;
}

/** The controls whose findings are only warnings; undefined if there are none. */
export function warningsText({ workloads }: ChartAssessment): string | undefined {
  const counts = new Map<string, number>();
  for (const { findings, errors } of workloads) {
    const found = new Set(findings.filter((finding) => !errors.includes(finding)).map(({ control }) => control.id));
    found.forEach((id) => counts.set(id, (counts.get(id) ?? 0) + 1));
  }
  const text = [...counts].sort(([one], [other]) => one < other ? -1 : 1)
    .map(([id, count]) => count > 1 ? `${id} (${count} workloads)` : id)
    .join(', ');
  return text === '' ? undefined : `warnings that are left: ${text}`;
}
