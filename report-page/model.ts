import { count } from './dom';
import { type PageIndex, type PageRow, type PageState, STATES } from '../src/tasks/reports/formats/html/data';

export const index: PageIndex = JSON.parse(document.getElementById('index')!.textContent!);

/** A row of the matrix with the values that filters and sorting need, computed once. */
export interface Row extends PageRow {
  readonly number: number;
  /** Findings by state. */
  readonly totals: Readonly<Record<PageState, number>>;
  /** In lower case, what the search looks into. */
  readonly text: string;
}

export const rows: readonly Row[] = index.rows.map((row, number) => ({
  ...row,
  number,
  totals: totalsOf(row),
  text: [row.title, row.source, ...row.cells.map(([column]) => index.controls[index.columns[column].control].id)].join('\n').toLowerCase(),
}));

export function sumOf(counts: readonly number[], states: ReadonlySet<PageState>): number {
  return counts.reduce((sum, each, state) => states.has(STATES[state]) ? sum + each : sum, 0);
}

function totalsOf({ cells }: PageRow): Row['totals'] {
  const totals = { error: 0, warning: 0, waived: 0, baselined: 0 };
  for (const [, ...counts] of cells) {
    counts.forEach((each, state) => { totals[STATES[state]] += each; });
  }
  return totals;
}

/** `1 error`, `2 waived findings`. */
export function stateText(state: PageState, number: number): string {
  return {
    error: count(number, 'error'),
    warning: count(number, 'warning'),
    waived: count(number, 'waived finding'),
    baselined: `${count(number, 'finding')} in the baseline`,
  }[state];
}

/** `Critical` */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const DAY = 24 * 60 * 60 * 1000;

/** How long a waiver still counts. Its last day ends at midnight, UTC. */
export function expiryText(expires: string | undefined): string {
  const days = daysLeft(expires);
  return expires === undefined ? 'does not expire'
    : days === undefined ? `expires ${expires}`
      : days < 1 ? `expired at the end of ${expires}` : days === 1 ? `expires today, ${expires}` : `expires ${expires}, in ${days - 1} ${days === 2 ? 'day' : 'days'}`;
}

/** The days until a waiver expires, today included; below 1 if it has expired. */
export function daysLeft(expires: string | undefined): number | undefined {
  const end = Date.parse(`${expires}T00:00:00Z`) + DAY;
  return Number.isNaN(end) ? undefined : Math.ceil((end - Date.now()) / DAY);
}
