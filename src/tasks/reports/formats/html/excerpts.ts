import { PageLines } from './data';
import { printable } from '../../printable';
import { LineRange, ObjectText } from '../../reported-object';

/** Lines around the lines of a finding. */
const CONTEXT = 2;
/** Lines of a finding that are shown. A value can have thousands of lines. */
const MAX_LINES = 12;
/** Characters of a line that are shown. A whole file can be in one line. */
const MAX_LENGTH = 400;

/** The lines that show some ranges of a text, each line once. */
export function excerptsOf(
  { lines, firstLine }: ObjectText, ranges: readonly LineRange[], hidden: ReadonlySet<number>,
): readonly PageLines[] {
  const lastOf = ({ line = 0, endLine = line }: LineRange) => Math.min(endLine, line + MAX_LINES - 1);
  const wanted = new Set(ranges.flatMap((range) => numbers((range.line ?? 0) - CONTEXT, lastOf(range) + CONTEXT)));
  const shown = [...wanted].filter((number) => number >= firstLine && number < firstLine + lines.length).sort((a, b) => a - b);
  const excerpts: [number, ...string[]][] = [];
  let previous = -1;
  for (const number of shown) {
    const text = lines[number - firstLine];
    const line = hidden.has(number) ? hiddenLine(text) : shownLine(text);
    if (number === previous + 1) {
      excerpts[excerpts.length - 1].push(line);
    } else {
      excerpts.push([number, line]);
    }
    previous = number;
  }
  return excerpts;
}

/** The lines of ranges. */
export function linesIn(ranges: readonly LineRange[]): ReadonlySet<number> {
  return new Set(ranges.flatMap(({ line = 0, endLine = line }) => numbers(line, endLine)));
}

/** The text in place of a line with a secret. */
export function hiddenLine(line: string): string {
  return `${/^\s*/.exec(line)![0]}(hidden: it contains a secret)`;
}

/** A line that is safe to show. Characters that reverse the text direction become escapes. */
export function shownLine(line: string): string {
  const shown = line.replace(/\r$/, '').split('\t').map(printable).join('\t');
  return shown.length > MAX_LENGTH ? `${shown.slice(0, MAX_LENGTH)}…` : shown;
}


function numbers(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
