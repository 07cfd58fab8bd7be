import { Benchmark } from './benchmarks';
import { quantile } from './measure';
import { Round } from './measurement';
import { Row, Unit } from './rows';

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
  /** Of the best round, with the least disturbance by others. */
  readonly best: number;
  readonly rounds: number;
  /** The ratio by instructions of whole processes, where something can count them. */
  readonly instructions?: number;
}

/** Where and when results were measured. */
export interface Origin {
  readonly date: string;
  readonly commit: string;
  readonly machine: string;
  readonly node: string;
}

/** The instructions of variants. */
type Instructions = ReadonlyMap<string, number>;

export function resultsOf({ name, rows }: Benchmark, rounds: readonly Round[], instructions: Instructions = new Map()): readonly Result[] {
  return rows.map((row) => ({ ...resultOf(name, row, rounds), ...instructionRatio(row, instructions) }));
}

function resultOf(benchmark: string, { title, unit, aim, isRate, figure }: Row, rounds: readonly Round[]): Result {
  const figures = rounds.map(figure);
  const [low, median, high] = [0.25, 0.5, 0.75].map((share) => rounded(quantile(figures, share)));
  const best = rounded(isRate ? Math.max(...figures) : Math.min(...figures));
  return { benchmark, title, unit, aim, isRate, median, low, high, best, rounds: rounds.length };
}

function instructionRatio({ compared: [variant, over] = ['', ''] }: Row, instructions: Instructions): Pick<Result, 'instructions'> {
  const own = instructions.get(variant);
  const others = instructions.get(over);
  return own === undefined || others === undefined ? {} : { instructions: rounded(own / others) };
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

export const TABLE_HEAD = '| row | measured (middle half) | by instructions | aim | |\n| --- | ---: | ---: | ---: | --- |';

export function tableRow({ title, unit, aim, isRate, median, low, high, instructions }: Result): string {
  const bound = aim === undefined ? '' : `${isRate ? '≥' : '≤'} ${text(aim, unit)}`;
  const isMet = aim === undefined || (isRate ? median >= aim : median <= aim);
  return `| ${title} | ${text(median, unit)} (${text(low, unit)} to ${text(high, unit)}) | ${instructions?.toFixed(2) ?? ''} | ${bound} | ${isMet ? '' : 'missed'} |`;
}

export function table(results: readonly Result[]): string {
  return [TABLE_HEAD, ...results.map(tableRow)].join('\n');
}

function text(value: number, unit: Unit): string {
  const number = unit === '' ? value.toFixed(2) : value.toLocaleString('en');
  return unit === '/s' ? `${number}/s` : unit === '' ? number : `${number} ${unit}`;
}
