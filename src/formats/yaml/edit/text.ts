/** Functions for the lines of a text. LF, CR LF and a single CR end a line. */

/** The start of the line with an offset. A byte order mark is not part of a line. */
export function lineStart(text: string, offset: number): number {
  const { start } = lineAt(text, offset);
  return start === 0 && text.startsWith(BYTE_ORDER_MARK) ? 1 : start;
}

/** The end of the line with an offset, before its line break. */
export function lineEnd(text: string, offset: number): number {
  return lineAt(text, offset).end;
}

interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A cache for the last long line: JSON can be one line of a megabyte, and each of its thousand changes needs the ends of the line. */
let longLine: Line = { text: '', start: 0, end: -1 };
const LONG = 1000;

function lineAt(text: string, offset: number): Line {
  if (longLine.start <= offset && offset <= longLine.end && longLine.text === text) {
    return longLine;
  }
  let start = offset;
  while (start > 0 && !isBreak(text.charCodeAt(start - 1))) {
    start--;
  }
  let end = offset;
  while (end < text.length && !isBreak(text.charCodeAt(end))) {
    end++;
  }
  const line = { text, start, end };
  if (end - start > LONG) {
    longLine = line;
  }
  return line;
}

/** The start of the line after an offset; the end of the text if there is none. */
export function nextLine(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  return end + lineBreakAt(text, end).length;
}

/** Number of characters before an offset in its line. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** The white space at the start of the line with an offset. */
export function indentationOf(text: string, offset: number): string {
  return matchAt(BLANKS, text, lineStart(text, offset));
}

export function isSameLine(text: string, one: number, other: number): boolean {
  return lineStart(text, one) === lineStart(text, other);
}

/** The first offset after white space and comments. */
export function skipGap(text: string, offset: number): number {
  return offset + matchAt(GAP, text, offset).length;
}

/** The first offset after white space, comments and commas, for text in brackets. */
export function skipCommas(text: string, offset: number): number {
  return offset + matchAt(GAP_WITH_COMMAS, text, offset).length;
}

/** The offset, or the offset before a preceding line break: a block of text ends after its last line break. */
export function beforeBreak(text: string, offset: number): number {
  const isLf = text.charCodeAt(offset - 1) === LF;
  const isCr = text.charCodeAt(offset - (isLf ? 2 : 1)) === CR;
  return offset - (isLf ? 1 : 0) - (isCr ? 1 : 0);
}

/** The line break at the end of the line with an offset; in the last line, the line break before it. */
export function lineBreakNear(text: string, offset: number): string {
  return lineBreakAt(text, lineEnd(text, offset)) || lineBreakAt(text, beforeBreak(text, lineStart(text, offset))) || '\n';
}

/** The line break at an offset; empty if there is none. */
function lineBreakAt(text: string, offset: number): string {
  return matchAt(LINE_BREAK, text, offset);
}

function matchAt(pattern: RegExp, text: string, offset: number): string {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0] ?? '';
}

function isBreak(code: number): boolean {
  return code === LF || code === CR;
}

const LF = 10;
const CR = 13;
const BYTE_ORDER_MARK = '\uFEFF';
const BLANKS = /[ \t]*/y;
const GAP = /(?:[ \t\r\n\uFEFF]|#[^\r\n]*)*/y;
const GAP_WITH_COMMAS = /(?:[ \t\r\n,]|#[^\r\n]*)*/y;
const LINE_BREAK = /\r\n|\r|\n/y;
