import { byId, element } from './dom';
import { index, type Row, rows, sumOf } from './model';
import type { PageState } from '../src/tasks/reports/formats/html/data';

/** What a user wants to see. */
export interface Filter {
  readonly words: readonly string[];
  readonly states: ReadonlySet<PageState>;
  readonly source: string;
  readonly showsClean: boolean;
  /** Whether findings of a control count. */
  readonly controls: readonly boolean[];
  /** Whether something is asked of findings, so that a row without them is not meant. */
  readonly isAboutFindings: boolean;
}

/** A file list that is longer helps nobody. */
const MAX_SOURCES = 500;

/** Offers what there is to choose. */
export function offerChoices(): void {
  const levels = [...new Set(index.controls.map(({ level }) => level))];
  offer('level', levels.sort());
  offer('control', index.controls.map(({ id }) => id).sort());
  const sources = [...new Set(rows.map(({ source }) => source))].sort();
  byId('sources').append(...sources.slice(0, MAX_SOURCES).map((value) => element('option', { value })));
}

function offer(id: string, values: readonly string[]): void {
  byId(id).append(...values.map((value) => element('option', { value }, value)));
}

/** What the form says. */
export function currentFilter(): Filter {
  const value = (id: string) => byId<HTMLInputElement>(id).value;
  const findings = value('findings');
  const level = value('level');
  const control = value('control');
  return {
    words: value('search').toLowerCase().split(/\s+/).filter((word) => word !== ''),
    states: new Set(findings.split(' ') as PageState[]),
    source: value('source').toLowerCase(),
    showsClean: byId<HTMLInputElement>('clean').checked,
    controls: index.controls.map((each) => (level === '' || each.level === level) && (control === '' || each.id === control)),
    isAboutFindings: byId<HTMLSelectElement>('findings').selectedIndex > 0 || level !== '' || control !== '',
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

function hasFindings({ cells }: Row, { controls, states }: Filter): boolean {
  return cells.some(([control, ...counts]) => controls[control] && sumOf(counts, states) > 0);
}

/** The controls with findings in some rows, the worst first. */
export function columnsOf(shown: readonly Row[], { controls, states }: Filter): readonly number[] {
  const weights = index.controls.map(() => [0, 0, 0, 0]);
  for (const { cells } of shown) {
    for (const [control, ...counts] of cells) {
      counts.forEach((each, state) => { weights[control][state] += each; });
    }
  }
  const isShown = (control: number) => controls[control] && sumOf(weights[control], states) > 0;
  const rank = (one: number, other: number) => weights[other].map((each, state) => each - weights[one][state]).find(Boolean) ?? 0;
  return weights.map((_, control) => control).filter(isShown)
    .sort((one, other) => rank(one, other) || index.controls[one].id.localeCompare(index.controls[other].id));
}
