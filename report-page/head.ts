import { byId, count, element } from './dom';
import { capitalized, index, rows } from './model';
import { CAN_UNPACK, IS_PACKED, TOO_OLD } from './stored';
import type { PageState } from '../src/tasks/reports/formats/html/data';

/** Says what was audited and what it came to. */
export function drawHead(): void {
  const { tool, profile, kubernetesVersion, platform, created, notes } = index;
  const date = new Date(created);
  byId('facts').replaceChildren(
    `${count(totalOf('error'), 'error')}, ${count(totalOf('warning'), 'warning')}. Profile ${profile}, Kubernetes ${kubernetesVersion}, platform ${platform}. ${tool}, `,
    element('time', { datetime: created }, date.toLocaleString('en-US', { dateStyle: 'medium', timeStyle: 'short' })), '.');
  const workloads = rows.filter(({ isOther }) => !isOther);
  const clean = workloads.filter(({ cells }) => cells.length === 0).length;
  byId('totals').append(
    ...riskTiles(),
    tile('waived', totalOf('waived'), 'waived'),
    ...totalOf('baselined') > 0 ? [tile('baselined', totalOf('baselined'), 'in the baseline')] : [],
    tile('clean', clean, `of ${count(workloads.length, 'workload')} clean`));
  const texts = [...IS_PACKED && !CAN_UNPACK ? [TOO_OLD] : [], ...notes.map((note) => `${capitalized(note)}.`)];
  byId('notes').append(...texts.map((text) => element('p', { class: 'note' }, text)));
  byId('to-waivers').textContent = `Waivers (${index.waivers.length})`;
}

function totalOf(state: PageState): number {
  return rows.reduce((all, { totals }) => all + totals[state], 0);
}

/** What counts, by risk. That nothing is critical or high is worth to say. */
function riskTiles(): readonly HTMLElement[] {
  const counts = new Map(index.risks.map((risk) => [risk, 0]));
  for (const [column, error, warning] of rows.flatMap(({ cells }) => cells)) {
    const { risk } = index.columns[column];
    counts.set(risk, counts.get(risk)! + error + warning);
  }
  return [...counts].filter(([risk, number]) => number > 0 || risk === 'critical' || risk === 'high').map(([risk, number]) => tile(risk, number, risk));
}

function tile(kind: string, number: number, text: string): HTMLElement {
  return element('div', { class: `tile ${number === 0 ? 'none' : kind}` }, element('dt', {}, text), element('dd', {}, number.toLocaleString('en-US')));
}
