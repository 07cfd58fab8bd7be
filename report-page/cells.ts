import { type ColumnGroup, countsIn, idOf } from './columns';
import { element, hiddenText } from './dom';
import type { Filter } from './filters';
import { type Row, stateText } from './model';
import { STATES } from '../src/tasks/reports/formats/html/data';

/** The sum of a group, and the columns of the group that are drawn. */
export function cellsOf(row: Row, { risk, columns }: ColumnGroup, drawn: readonly number[], filter: Filter): readonly HTMLElement[] {
  return [
    cell(countsIn(row, new Set(columns), filter), risk, `sum ${risk}`, risk, { 'data-risk': risk }),
    ...drawn.map((column) => cell(countsIn(row, new Set([column]), filter), risk, '', idOf(column), { 'data-column': String(column) })),
  ];
}

export function cellText(number: number): string {
  return number === 0 ? '' : number.toLocaleString('en-US');
}

function cell(
  counts: readonly number[], risk: string, kind: string, name: string, place: { readonly [attribute: string]: string },
): HTMLElement {
  const states = STATES.filter((_, position) => counts[position] > 0);
  if (states.length === 0) {
    return element('td', { class: `cell ${kind}` });
  }
  const [error, warning, waived, baselined] = counts;
  const active = error + warning;
  const text = states.map((state) => stateText(state, counts[STATES.indexOf(state)])).join(', ');
  const mark = active > 0 ? [risk, cellText(active)] : waived > 0 ? ['waived', `w${waived}`] : ['baselined', `b${baselined}`];
  return element('td', { class: `cell ${kind}`, ...place },
    element('span', { 'class': `mark ${mark[0]}`, 'title': `${name}: ${text}`, 'aria-hidden': 'true' }, mark[1]), hiddenText(text));
}
