import { countIn, index, type Row } from './model';
import type { PageState } from '../src/tasks/reports/formats/html/data';

/** What rows are sorted by: a name or a number of findings, of all controls or of one. */
export type SortKey = 'title' | 'source' | PageState | number;

export interface Sorting {
  readonly key: SortKey;
  readonly isDescending: boolean;
}

export const FIRST_SORTING: Sorting = { key: 'error', isDescending: true };

/** A second click turns the order round. Names begin with the first letter, numbers with the highest. */
export function sortedAnew({ key, isDescending }: Sorting, chosen: SortKey): Sorting {
  return { key: chosen, isDescending: chosen === key ? !isDescending : chosen !== 'title' && chosen !== 'source' };
}

export function sorted(rows: readonly Row[], { key, isDescending }: Sorting, states: ReadonlySet<PageState>): readonly Row[] {
  const compare = comparison(key, states);
  const sign = isDescending ? -1 : 1;
  return [...rows].sort((one, other) => sign * compare(one, other) || worstFirst(one, other) || one.number - other.number);
}

/** As the status says it. */
export function sortingText({ key, isDescending }: Sorting): string {
  const names = { title: 'name', source: 'file or construct', error: 'errors', warning: 'warnings', waived: 'waived findings', baselined: 'findings in the baseline' };
  const isName = key === 'title' || key === 'source';
  const what = typeof key === 'number' ? index.controls[key].id : names[key];
  return `sorted by ${what}${isName === isDescending ? isName ? ', last first' : ', fewest first' : ''}`;
}

function comparison(key: SortKey, states: ReadonlySet<PageState>): (one: Row, other: Row) => number {
  if (key === 'title' || key === 'source') {
    return (one, other) => COLLATOR.compare(one[key], other[key]);
  }
  if (typeof key === 'number') {
    const counts = new Map<Row, number>();
    const countOf = (row: Row) => counts.get(row) ?? counts.set(row, countIn(row, key, states)).get(row)!;
    return (one, other) => countOf(one) - countOf(other);
  }
  return (one, other) => one.totals[key] - other.totals[key];
}

function worstFirst({ totals: one }: Row, { totals: other }: Row): number {
  return other.error - one.error || other.warning - one.warning;
}

const COLLATOR = new Intl.Collator('en', { numeric: true });
