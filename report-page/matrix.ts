import { cellsOf, cellText } from './cells';
import { type ColumnGroup, groupsOf, idOf, isFolded, toggle } from './columns';
import { byId, count, element } from './dom';
import { currentFilter, type Filter, rowsBy } from './filters';
import { index, type Row, rows } from './model';
import { FIRST_SORTING, keyText, type SortKey, sorted, sortedAnew, sortingText } from './sorting';

const HAS_WAIVED = rows.some(({ totals }) => totals.waived > 0);

/** Rows that are drawn at once: more than fit on a screen. */
const CHUNK = 40;

let sorting = FIRST_SORTING;
let filter: Filter;
let groups: readonly ColumnGroup[] = [];
let shown: readonly Row[] = [];
let drawn = 0;
let opened: number | undefined;
/** On paper no group of columns is unfolded. */
let isPrinting = false;

/** Draws the rows that the form asks for. */
export function drawMatrix(): void {
  filter = currentFilter();
  const found = rowsBy(filter);
  groups = groupsOf(found, filter);
  shown = sorted(found, sorting, filter);
  byId('scroll').scrollTop = 0;
  drawTable();
  byId('status').textContent = `${shown.length.toLocaleString('en-US')} of ${count(rows.length, 'object')}, ${sortingText(sorting)}`;
  performance.mark('drawn'); // For tests, which measure how long it took.
}

/** Draws as at first. */
export function resetMatrix(): void {
  sorting = FIRST_SORTING;
  drawMatrix();
}

/** Draws all rows with their sums only, or as before. */
export function drawForPrint(isStarting: boolean): void {
  isPrinting = isStarting;
  drawTable();
  while (isPrinting && drawn < shown.length) {
    drawMore();
  }
}

function drawTable(): void {
  drawn = 0;
  byId('matrix').querySelector('thead')!.replaceChildren(...heads());
  byId('matrix').querySelector('tbody')!.replaceChildren();
  drawMore();
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

/** The columns of a group that are drawn beside its sum. */
function unfolded(group: ColumnGroup): readonly number[] {
  return isPrinting || isFolded(group, filter) ? [] : group.columns;
}

function heads(): readonly HTMLElement[] {
  const names = [sortable('title', 'Workload', 'name', '2'), sortable('source', 'File or construct', 'source', '2')];
  return [
    element('tr', {}, ...names, ...groups.map(groupHead), HAS_WAIVED && sortable('waived', 'Waived', 'total', '2')),
    element('tr', {}, ...groups.flatMap((group) => [
      sortable({ risk: group.risk }, 'All', `sum ${group.risk}`, undefined, `Sort by ${group.risk} findings`),
      ...unfolded(group).map((column) => sortable(column, idOf(column), 'control', undefined, index.controls[index.columns[column].control].title)),
    ])),
  ];
}

/** The name of a risk, which folds and unfolds its columns. */
function groupHead(group: ColumnGroup): HTMLElement {
  const { risk, title, columns } = group;
  const isOpen = unfolded(group).length > 0;
  const button = element('button', {
    'type': 'button', 'aria-expanded': String(isOpen), 'title': `${isOpen ? 'Fold' : 'Unfold'} ${count(columns.length, 'control')}`,
  }, element('span', {}, title));
  button.addEventListener('click', () => {
    toggle(group);
    drawTable();
    document.querySelector<HTMLElement>(`th[data-risk="${risk}"] button`)?.focus();
  });
  return element('th', { 'scope': 'colgroup', 'class': `group ${risk}`, 'colspan': String(1 + unfolded(group).length), 'data-risk': risk }, button);
}

function sortable(key: SortKey, text: string, kind: string, rowspan?: string, title?: string): HTMLElement {
  const isSorted = keyText(key) === keyText(sorting.key);
  const button = element('button', { type: 'button', title }, element('span', {}, text));
  button.addEventListener('click', () => {
    sorting = sortedAnew(sorting, key);
    drawMatrix();
    document.querySelector<HTMLElement>(`th[data-key="${keyText(key)}"] button`)?.focus();
  });
  const order = sorting.isDescending ? 'descending' : 'ascending';
  return element('th', { 'scope': 'col', 'class': kind, rowspan, 'data-key': keyText(key), 'aria-sort': isSorted ? order : undefined }, button);
}

function line(row: Row): HTMLElement {
  const { number, title, source, line: inFile, totals } = row;
  const place = inFile === undefined ? source : `${source}:${inFile}`;
  return element('tr', { 'data-row': String(number), 'class': number === opened ? 'opened' : undefined },
    element('th', { scope: 'row', class: 'name' }, element('a', { href: `#${number}`, title }, element('bdi', {}, title))),
    element('td', { class: 'source', title: place }, element('bdi', {}, place)),
    ...groups.flatMap((group) => cellsOf(row, group, unfolded(group), filter)),
    HAS_WAIVED && element('td', { class: 'total' }, cellText(totals.waived)),
  );
}
