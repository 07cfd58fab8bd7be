import { blockOf, printScalar, printString } from './print-scalar';
import { isObject } from '../../manifest/json';

/** How a document indents. */
export interface BlockStyle {
  /** Spaces from a key to the keys of its object. */
  readonly step: number;
  /** Spaces from a key to the dashes of its array. */
  readonly dash: number;
  /** Whether a text of several lines is quoted, and not written as lines: comments that come next would become part of them. */
  readonly quotesLines?: boolean;
}

/** The text behind `key:` or `-`, and the lines below it, which begin at the indentation of that key or dash. */
export interface Printed {
  readonly first: string;
  readonly rest: readonly string[];
}

/** Spaces from a dash to its item. */
const ITEM = 2;

/** An entry of an object, from its key on. */
export function printEntry(key: string, value: unknown, style: BlockStyle): string[] {
  const { first, rest } = printValue(value, style);
  return [`${printString(key)}:${first && ` ${first}`}`, ...rest];
}

/** An item of an array, from its dash on. */
export function printItem(value: unknown, style: BlockStyle, gap = ITEM): string[] {
  const [first, ...rest] = itemLines(value, style);
  return [`-${' '.repeat(gap - 1)}${first}`, ...rest.map((line) => indent(line, gap))];
}

/** An item without its dash: its first line, and others that begin where the first does. */
export function itemLines(value: unknown, style: BlockStyle): string[] {
  const lines = printLines(value, style);
  if (lines) {
    return lines;
  }
  const { first, rest } = printInline(value, style);
  return [first, ...rest];
}

/** A value behind a key. */
export function printValue(value: unknown, style: BlockStyle): Printed {
  const lines = printLines(value, style);
  if (lines) {
    return { first: '', rest: lines.map((line) => indent(line, Array.isArray(value) ? style.dash : style.step)) };
  }
  const { first, rest } = printInline(value, style);
  return { first, rest: rest.map((line) => indent(line, style.step)) };
}

/** The lines of an array or an object that is not empty; undefined for any other value. */
export function printLines(value: unknown, style: BlockStyle): string[] | undefined {
  if (Array.isArray(value) && value.length > 0) {
    return value.flatMap((item) => printItem(item, style));
  }
  const entries = isObject(value) ? Object.entries(value) : [];
  return entries.length === 0 ? undefined : entries.flatMap(([key, field]) => printEntry(key, field, style));
}

/** What has no lines of its own, and the lines of a block of text without indentation. */
function printInline(value: unknown, { quotesLines }: BlockStyle): Printed {
  const block = quotesLines ? undefined : blockOf(value);
  return block ? { first: block.header, rest: block.lines } : { first: printScalar(value), rest: [] };
}

/** A line further to the right; an empty one, within a block of text, stays empty. */
export function indent(line: string, spaces: number): string {
  return line && ' '.repeat(spaces) + line;
}
