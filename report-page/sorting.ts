import { countsIn, idOf } from './columns';
import type { Filter } from './filters';
import { index, type Row } from './model';

/** The order of rows: by all risks, a name, the waived findings, the findings of one risk, or the findings of a column. */
export type SortKey = 'risk' | 'title' | 'source' | 'waived' | { readonly risk: string } | number;

export interface Sorting {
  readonly key: SortKey;
  readonly isDescending: boolean;
}

export const FIRST_SORTING: Sorting = { key: 'risk', isDescending: true };

/** A key as an attribute has it. */
export function keyText(key: SortKey): string {
  return typeof key === 'object' ? key.risk : String(key);
}

/** A second click turns the order round. Names begin with the first letter, numbers with the highest. */
export function sortedAnew({ key, isDescending }: Sorting, chosen: SortKey): Sorting {
  return { key: chosen, isDescending: keyText(chosen) === keyText(key) ? !isDescending : chosen !== 'title' && chosen !== 'source' };
}

export function sorted(rows: readonly Row[], { key, isDescending }: Sorting, filter: Filter): readonly Row[] {
  const weights = new Map(rows.map((row) => [row, weightsOf(row, filter)]));
  const worstFirst = (one: Row, other: Row) => difference(weights.get(other)!, weights.get(one)!);
  const compare = comparison(key, filter, weights);
  const sign = isDescending ? -1 : 1;
  return [...rows].sort((one, other) => sign * compare(one, other) || worstFirst(one, other) || one.number - other.number);
}

/** As the status says it. */
export function sortingText({ key, isDescending }: Sorting): string {
  const names = { risk: 'risk', title: 'name', source: 'file or construct', waived: 'waived findings' };
  const isName = key === 'title' || key === 'source';
  const what = typeof key === 'number' ? idOf(key) : typeof key === 'object' ? `${key.risk} findings` : names[key];
  return `sorted by ${what}${isName === isDescending ? isName ? ', last first' : ', fewest first' : ''}`;
}

function comparison(key: SortKey, filter: Filter, weights: ReadonlyMap<Row, readonly number[]>): (one: Row, other: Row) => number {
  if (key === 'title' || key === 'source') {
    return (one, other) => COLLATOR.compare(one[key], other[key]);
  }
  if (key === 'waived') {
    return (one, other) => one.totals.waived - other.totals.waived;
  }
  if (typeof key === 'number') {
    const counts = new Map([...weights.keys()].map((row) => [row, weightOf(countsIn(row, new Set([key]), filter))]));
    return (one, other) => counts.get(one)! - counts.get(other)!;
  }
  const ranks = key === 'risk' ? index.risks.map((_, rank) => rank) : [index.risks.indexOf(key.risk)];
  return (one, other) => difference(ranks.map((rank) => weights.get(one)![rank]), ranks.map((rank) => weights.get(other)![rank]));
}

/** How much a row has of each risk. */
function weightsOf(row: Row, filter: Filter): readonly number[] {
  return RISK_COLUMNS.map((columns) => weightOf(countsIn(row, columns, filter)));
}

/** First by the findings that count, then by the findings that a waiver or a baseline covers. */
function weightOf([error, warning, waived, baselined]: readonly number[]): number {
  return (error + warning) * 1e6 + waived + baselined;
}

function difference(one: readonly number[], other: readonly number[]): number {
  return one.map((each, rank) => each - other[rank]).find(Boolean) ?? 0;
}

const RISK_COLUMNS: readonly ReadonlySet<number>[] = index.risks.map((risk) =>
  new Set(index.columns.flatMap((column, position) => column.risk === risk ? [position] : [])));

const COLLATOR = new Intl.Collator('en', { numeric: true });
