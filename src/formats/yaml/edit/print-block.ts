import { blockOf, printScalar, printString } from './print-scalar';
import { isObject } from '../../manifest/json';

/** The indentation of a document. */
export interface BlockStyle {
  /** Number of spaces from a key to the keys of its object. */
  readonly step: number;
  /** Number of spaces from a key to the dashes of its array. */
  readonly dash: number;
  /** Whether multi-line texts are quoted. As a block, comments below would become part of the text. */
  readonly quotesLines?: boolean;
}

/** The text after `key:` or `-`, and the lines below it, relative to the indentation of that key or dash. */
export interface Printed {
  readonly first: string;
  readonly rest: readonly string[];
}

/** Number of spaces from the start of a dash to its item. */
const ITEM = 2;

/** The lines of an object's entry, with its key. */
export function printEntry(key: string, value: unknown, style: BlockStyle): string[] {
  const { first, rest } = printValue(value, style);
  return [`${printString(key)}:${first && ` ${first}`}`, ...rest];
}

/** The lines of an array's item, with its dash. */
export function printItem(value: unknown, style: BlockStyle, gap = ITEM): string[] {
  const [first, ...rest] = itemLines(value, style);
  return [`-${' '.repeat(gap - 1)}${first}`, ...rest.map((line) => indent(line, gap))];
}

/** The lines of an item without its dash, relative to the column of its first line. */
export function itemLines(value: unknown, style: BlockStyle): string[] {
  const lines = printLines(value, style);
  if (lines) {
    return lines;
  }
  const { first, rest } = printInline(value, style);
  return [first, ...rest];
}

/** A value after a key. */
export function printValue(value: unknown, style: BlockStyle): Printed {
  const lines = printLines(value, style);
  if (lines) {
    return { first: '', rest: lines.map((line) => indent(line, Array.isArray(value) ? style.dash : style.step)) };
  }
  const { first, rest } = printInline(value, style);
  return { first, rest: rest.map((line) => indent(line, style.step)) };
}

/** A whole document with a non-empty array or object. */
export function printDocument(value: unknown): string {
  return `${printLines(value, { step: 2, dash: 2 })!.join('\n')}\n`;
}

/** The lines of a non-empty array or object; undefined for other values. */
export function printLines(value: unknown, style: BlockStyle): string[] | undefined {
  if (Array.isArray(value) && value.length > 0) {
    return value.flatMap((item) => printItem(item, style));
  }
  const entries = isObject(value) ? Object.entries(value) : [];
  return entries.length === 0 ? undefined : entries.flatMap(([key, field]) => printEntry(key, field, style));
}

/** A value without its own lines, or the lines of a block of text without indentation. */
function printInline(value: unknown, { quotesLines }: BlockStyle): Printed {
  const block = quotesLines ? undefined : blockOf(value);
  return block ? { first: block.header, rest: block.lines } : { first: printScalar(value), rest: [] };
}

/** A line with more indentation. An empty line in a block of text stays empty. */
export function indent(line: string, spaces: number): string {
  return line && ' '.repeat(spaces) + line;
}
