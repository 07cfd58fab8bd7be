import { byId, count, element, hiddenText } from './dom';
import { columnsOf, currentFilter, type Filter, rowsBy } from './filters';
import { index, type Row, rows, stateText } from './model';
import { FIRST_SORTING, type SortKey, sorted, sortedAnew, sortingText } from './sorting';
import { type PageState, STATES } from '../src/tasks/reports/formats/html/data';

/** Rows that are drawn at once: more than a screen holds. */
const CHUNK = 40;

const TOTALS: readonly (readonly [PageState, string])[] = [['error', 'Errors'], ['warning', 'Warnings'], ['waived', 'Waived']];
const SYMBOLS: Readonly<Record<PageState, string>> = { error: '', warning: '', waived: 'w', baselined: 'b' };

let sorting = FIRST_SORTING;
let filter: Filter;
let columns: readonly number[] = [];
let shown: readonly Row[] = [];
let drawn = 0;
let opened: number | undefined;

/** Draws the rows that the form asks for. */
export function drawMatrix(): void {
  filter = currentFilter();
  const found = rowsBy(filter);
  columns = columnsOf(found, filter);
  shown = sorted(found, sorting, filter.states);
  drawn = 0;
  byId('matrix').querySelector('thead')!.replaceChildren(head());
  byId('matrix').querySelector('tbody')!.replaceChildren();
  byId('scroll').scrollTop = 0;
  drawMore();
  byId('status').textContent = `${shown.length.toLocaleString('en-US')} of ${count(rows.length, 'object')}, ${sortingText(sorting)}`;
  performance.mark('drawn'); // For tests, which measure how long it took.
}

/** Draws the next rows. */
export function drawMore(): void {
  const next = shown.slice(drawn, drawn + CHUNK);
  byId('matrix').querySelector('tbody')!.append(...next.map(line));
  drawn += next.length;
  byId('more').hidden = drawn === shown.length;
}

export function visibleRows(): readonly Row[] {
  return shown;
}

/** Marks the row whose details are shown. */
export function markOpened(number: number | undefined): void {
  opened = number;
  document.querySelector('tr.opened')?.classList.remove('opened');
  lineOf(number)?.classList.add('opened');
}

/** The line of a row, if it is drawn. */
export function lineOf(number: number | undefined): HTMLElement | null {
  return document.querySelector(`tr[data-row="${number}"]`);
}

function head(): HTMLElement {
  const names = [sortable('title', 'Workload', 'name'), sortable('source', 'File or construct', 'source')];
  const totals = TOTALS.map(([state, text]) => sortable(state, text, `total of-${state}`));
  return element('tr', {}, ...names, ...totals, ...columns.map((control) => sortable(control, index.controls[control].id, 'control')));
}

function sortable(key: SortKey, text: string, kind: string): HTMLElement {
  const isSorted = key === sorting.key;
  const button = element('button', { type: 'button', title: typeof key === 'number' ? index.controls[key].title : undefined }, element('span', {}, text));
  button.addEventListener('click', () => {
    sorting = sortedAnew(sorting, key);
    drawMatrix();
    document.querySelector<HTMLElement>(`th[data-key="${key}"] button`)?.focus();
  });
  const order = sorting.isDescending ? 'descending' : 'ascending';
  return element('th', { 'scope': 'col', 'class': kind, 'data-key': String(key), 'aria-sort': isSorted ? order : undefined }, button);
}

function line(row: Row): HTMLElement {
  const { number, title, source, line: inFile, totals } = row;
  const place = inFile === undefined ? source : `${source}:${inFile}`;
  const cells = new Map(row.cells.map(([control, ...counts]) => [control, counts]));
  return element('tr', { 'data-row': String(number), 'class': number === opened ? 'opened' : undefined },
    element('th', { scope: 'row', class: 'name' }, element('a', { href: `#${number}`, title }, element('bdi', {}, title))),
    element('td', { class: 'source', title: place }, element('bdi', {}, place)),
    ...TOTALS.map(([state]) => element('td', { class: `total of-${state} ${totals[state] > 0 ? state : 'none'}` }, totals[state].toLocaleString('en-US'))),
    ...columns.map((control) => cell(cells.get(control), control)),
  );
}

function cell(counts: readonly number[] | undefined, control: number): HTMLElement {
  const states = STATES.filter((state, position) => counts && counts[position] > 0 && filter.states.has(state));
  if (!counts || states.length === 0) {
    return element('td', { class: 'cell' });
  }
  const [worst] = states;
  const text = states.map((state) => stateText(state, counts[STATES.indexOf(state)])).join(', ');
  const mark = element('span', { 'class': `mark ${worst}`, 'title': `${index.controls[control].id}: ${text}`, 'aria-hidden': 'true' }, `${SYMBOLS[worst]}${counts[STATES.indexOf(worst)]}`);
  return element('td', { 'class': 'cell', 'data-control': String(control) }, mark, hiddenText(text));
}
