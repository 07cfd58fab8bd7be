import { Benchmark } from './benchmarks';
import { quantile } from './measure';
import { Round, Row, Unit } from './rows';

/** A row as measured. */
export interface Result {
  readonly benchmark: string;
  readonly title: string;
  readonly unit: Unit;
  readonly aim?: number;
  readonly isRate?: boolean;
  /** Medians over the rounds, and the quartiles. */
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly rounds: number;
}

/** Where and when results were measured. */
export interface Origin {
  readonly date: string;
  readonly commit: string;
  readonly machine: string;
  readonly node: string;
}

export function resultsOf({ name, rows }: Benchmark, rounds: readonly Round[]): readonly Result[] {
  return rows.map((row) => resultOf(name, row, rounds));
}

function resultOf(benchmark: string, { title, unit, aim, isRate, figure }: Row, rounds: readonly Round[]): Result {
  const figures = rounds.map(figure);
  const [low, median, high] = [0.25, 0.5, 0.75].map((share) => Number(quantile(figures, share).toPrecision(3)));
  return { benchmark, title, unit, aim, isRate, median, low, high, rounds: rounds.length };
}

export const TABLE_HEAD = '| row | measured (middle half) | aim | |\n| --- | ---: | ---: | --- |';

export function tableRow({ title, unit, aim, isRate, median, low, high }: Result): string {
  const bound = aim === undefined ? '' : `${isRate ? '≥' : '≤'} ${text(aim, unit)}`;
  const isMet = aim === undefined || (isRate ? median >= aim : median <= aim);
  return `| ${title} | ${text(median, unit)} (${text(low, unit)} to ${text(high, unit)}) | ${bound} | ${isMet ? '' : 'missed'} |`;
}

export function table(results: readonly Result[]): string {
  return [TABLE_HEAD, ...results.map(tableRow)].join('\n');
}

function text(value: number, unit: Unit): string {
  const number = unit === '' ? value.toFixed(2) : value.toLocaleString('en');
  return unit === '/s' ? `${number}/s` : unit === '' ? number : `${number} ${unit}`;
}
