import { byId, element } from './dom';
import { capitalized, index, type Row, rows, sumOf } from './model';
import type { PageState } from '../src/tasks/reports/formats/html/data';

/** What a user wants to see. */
export interface Filter {
  readonly words: readonly string[];
  readonly states: ReadonlySet<PageState>;
  readonly source: string;
  readonly showsClean: boolean;
  /** Whether findings of a column count. */
  readonly columns: readonly boolean[];
  /** Whether something is asked of findings, so that a row without them is not meant. */
  readonly isAboutFindings: boolean;
  /** Whether one control is asked for, so that its columns are not folded. */
  readonly isAboutControl: boolean;
}

/** A file list that is longer helps nobody. */
const MAX_SOURCES = 500;

/** Offers what there is to choose. */
export function offerChoices(): void {
  const risks = new Set(index.columns.map(({ risk }) => risk));
  index.risks.filter((risk) => risks.has(risk)).forEach((risk) => byId('risk').append(element('option', { value: risk }, capitalized(risk))));
  offer('level', [...new Set(index.controls.map(({ level }) => level))].sort());
  offer('control', index.controls.map(({ id }) => id).sort());
  const sources = [...new Set(rows.map(({ source }) => source))].sort();
  byId('sources').append(...sources.slice(0, MAX_SOURCES).map((value) => element('option', { value })));
  const button = byId('show-filters');
  button.addEventListener('click', () => {
    button.setAttribute('aria-expanded', String(byId('filters').classList.toggle('unfolded')));
  });
}

function offer(id: string, values: readonly string[]): void {
  byId(id).append(...values.map((value) => element('option', { value }, value)));
}

/** What the form says. */
export function currentFilter(): Filter {
  const value = (id: string) => byId<HTMLInputElement>(id).value;
  const [findings, risk, level, control] = ['findings', 'risk', 'level', 'control'].map(value);
  const isChosen = (chosen: string, actual: string) => chosen === '' || chosen === actual;
  return {
    words: value('search').toLowerCase().split(/\s+/).filter((word) => word !== ''),
    states: new Set(findings.split(' ') as PageState[]),
    source: value('source').toLowerCase(),
    showsClean: byId<HTMLInputElement>('clean').checked,
    columns: index.columns.map((column) => {
      const { id, level: actual } = index.controls[column.control];
      return isChosen(risk, column.risk) && isChosen(level, actual) && isChosen(control, id);
    }),
    isAboutFindings: byId<HTMLSelectElement>('findings').selectedIndex > 0 || [risk, level, control].some((each) => each !== ''),
    isAboutControl: control !== '',
  };
}

/** The rows that a filter leaves. */
export function rowsBy(filter: Filter): readonly Row[] {
  const { words, source, showsClean, isAboutFindings } = filter;
  return rows.filter((row) => {
    if (!row.source.toLowerCase().includes(source) || !words.every((word) => row.text.includes(word))) {
      return false;
    }
    return isAboutFindings ? hasFindings(row, filter) : showsClean || row.cells.length > 0;
  });
}

function hasFindings({ cells }: Row, { columns, states }: Filter): boolean {
  return cells.some(([column, ...counts]) => columns[column] && sumOf(counts, states) > 0);
}
