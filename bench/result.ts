import { Benchmark } from './benchmarks';
import { quantile } from './measure';
import { Round } from './measurement';
import { Major } from './nodes';
import { Row, Unit } from './rows';

/** A row as measured on one version of Node.js. */
export interface Figures {
  /** Medians over the rounds, and the quartiles. */
  readonly median: number;
  readonly low: number;
  readonly high: number;
  /** The ratio by instructions of whole processes, where something can count them. */
  readonly instructions?: number;
}

/** A row, and its figures by the major version of Node.js. */
export interface Result {
  readonly benchmark: string;
  readonly title: string;
  readonly unit: Unit;
  readonly aim?: number;
  readonly isRate?: boolean;
  readonly figures: { readonly [major in Major]?: Figures };
}

/** Where and when results were measured: all of them in one run. */
export interface Origin {
  readonly date: string;
  readonly commit: string;
  readonly machine: string;
  readonly nodes: readonly string[];
  /** Its versions differ in speed. */
  readonly jsYaml: string;
  readonly rounds: number;
}

/** The instructions of variants. */
type Instructions = ReadonlyMap<string, number>;

/** The figures of one row. */
export function figuresOf(
  { figure, compared: [variant, over] = ['', ''] }: Row, rounds: readonly Round[], instructions: Instructions = new Map(),
): Figures {
  const figures = rounds.map(figure);
  const [low, median, high] = [0.25, 0.5, 0.75].map((share) => rounded(quantile(figures, share)));
  const [own, others] = [instructions.get(variant), instructions.get(over)];
  return { median, low, high, ...own !== undefined && others !== undefined && { instructions: rounded(own / others) } };
}

export function resultsOf({ name, rows }: Benchmark, figures: (row: Row) => Result['figures']): readonly Result[] {
  return rows.map((row) => {
    const { title, unit, aim, isRate } = row;
    return { benchmark: name, title, unit, aim, isRate, figures: figures(row) };
  });
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** @param counted whether instructions were counted: the table has their column only then */
export function tableHead(counted: boolean): string {
  const columns = ['Node.js 20', 'Node.js 24 (25th to 75th percentile)', ...counted ? ['by instructions'] : [], 'aim'];
  return `| row | ${columns.join(' | ')} | |\n| --- | ${columns.map(() => '---:').join(' | ')} | --- |`;
}

export function tableRow({ title, unit, aim, isRate, figures: { 20: older, 24: newer } }: Result, counted: boolean): string {
  const bound = aim === undefined ? '' : `${isRate ? '≥' : '≤'} ${text(aim, unit)}`;
  const isMet = aim === undefined || newer === undefined || (isRate ? newer.median >= aim : newer.median <= aim);
  const range = newer && `${text(newer.median, unit)} (${text(newer.low, unit)} to ${text(newer.high, unit)})`;
  const instructions = counted ? [newer?.instructions?.toFixed(2) ?? ''] : [];
  const cells = [title, older ? text(older.median, unit) : '', range ?? '', ...instructions, bound, isMet ? '' : 'missed'];
  return `| ${cells.join(' | ')} |`;
}

/** Whether the instructions of any row were counted. */
export function hasInstructions(results: readonly Result[]): boolean {
  return results.some(({ figures }) => Object.values(figures).some((each) => each.instructions !== undefined));
}

export function table(results: readonly Result[]): string {
  const counted = hasInstructions(results);
  return [tableHead(counted), ...results.map((result) => tableRow(result, counted))].join('\n');
}

function text(value: number, unit: Unit): string {
  const number = unit === '' ? value.toFixed(2) : value.toLocaleString('en');
  return unit === '/s' ? `${number}/s` : unit === '' ? number : `${number} ${unit}`;
}
