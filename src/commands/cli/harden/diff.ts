import { structuredPatch } from 'diff';
import { printable } from '../../../tasks/reports/printable';

/** Lines around a change. */
const CONTEXT = 3;
const NO_NEWLINE = '\\ No newline at end of file';

/** A text in a file, and its replacement. */
export interface Replacement {
  readonly before: string;
  readonly after: string;
}

/** Lines of a file that change. */
interface Change {
  /** The lines before it, in the original. */
  readonly start: number;
  readonly removed: number;
  readonly added: number;
  /** Lines with `+`, `-` or a space in front, as in a patch. */
  readonly lines: readonly string[];
}

/**
 * The unified diff of a file, which `patch -p0` applies; empty if nothing changes. The replacements are compared one by one, because the
 * time to compare whole files grows with the square of their length.
 *
 * @param replacements in their order in the file
 */
export function unifiedDiff(file: string, original: string, replacements: readonly Replacement[]): string {
  const changes = changesIn(original, replacements);
  if (changes.length === 0) {
    return '';
  }
  const lines = original.split('\n');
  const isWhole = lines[lines.length - 1] === '';
  const count = isWhole ? lines.length - 1 : lines.length;
  const contextLines = (from: number, to: number) => lines.slice(from, to)
    .flatMap((line, index) => [` ${line}`, ...!isWhole && from + index === count - 1 ? [NO_NEWLINE] : []]);
  let shift = 0;
  const hunks = groups(changes).flatMap((group) => {
    const { start: first } = group[0];
    const last = group[group.length - 1];
    const start = Math.max(0, first - CONTEXT);
    const end = Math.min(count, last.start + last.removed + CONTEXT);
    const grown = group.reduce((sum, { added, removed }) => sum + added - removed, 0);
    const body: string[] = [];
    let position = start;
    for (const change of group) {
      body.push(...contextLines(position, change.start), ...change.lines);
      position = change.start + change.removed;
    }
    body.push(...contextLines(position, end));
    const header = `@@ -${range(start, end - start)} +${range(start + shift, end - start + grown)} @@`;
    shift += grown;
    return [header, ...body];
  });
  // `patch` needs a tab after a file name with spaces.
  const name = file.includes(' ') ? `${file}\t` : file;
  return [`--- ${name}`, `+++ ${name}`, ...hunks].join('\n') + '\n';
}

/** Groups changes by hunk. Changes whose contexts touch are in one hunk. */
function groups(changes: readonly Change[]): readonly (readonly Change[])[] {
  const all: Change[][] = [];
  for (const change of changes) {
    const group = all[all.length - 1];
    const last = group?.[group.length - 1];
    if (last && change.start - (last.start + last.removed) <= 2 * CONTEXT) {
      group.push(change);
    } else {
      all.push([change]);
    }
  }
  return all;
}

/** The range of a hunk. An empty range names the line before it. */
function range(start: number, length: number): string {
  return `${length === 0 ? start : start + 1},${length}`;
}

/** A replacement of whole lines, by their offsets in the original. */
interface LinesReplacement {
  readonly start: number;
  end: number;
  after: string;
}

function changesIn(original: string, replacements: readonly Replacement[]): readonly Change[] {
  const changes: Change[] = [];
  let counted = 0;
  let line = 0;
  for (const { start, end, after } of wholeLines(original, replacements)) {
    line += lineBreaksIn(original, counted, start);
    counted = start;
    const { hunks } = structuredPatch('', '', original.slice(start, end), after, '', '', { context: 0 });
    for (const { oldStart, oldLines, newLines, lines } of hunks) {
      changes.push({ start: line + oldStart - 1, removed: oldLines, added: newLines, lines });
    }
  }
  return changes;
}

/** Extends replacements to whole lines. Replacements in one line are joined, because several objects of JSON can be in one line. */
function wholeLines(original: string, replacements: readonly Replacement[]): readonly LinesReplacement[] {
  const all: LinesReplacement[] = [];
  let position = 0;
  for (const { before, after } of replacements) {
    const start = original.indexOf(before, position);
    position = start + before.length;
    const lineEnd = before.endsWith('\n') ? position : original.indexOf('\n', position) + 1 || original.length;
    const last = all[all.length - 1];
    if (last && start < last.end) {
      last.after = last.after.slice(0, last.after.length - (last.end - start)) + after + original.slice(position, lineEnd);
      last.end = lineEnd;
    } else {
      const lineStart = start === 0 ? 0 : original.lastIndexOf('\n', start - 1) + 1;
      all.push({ start: lineStart, end: lineEnd, after: original.slice(lineStart, start) + after + original.slice(position, lineEnd) });
    }
  }
  return all;
}

function lineBreaksIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let offset = text.indexOf('\n', from); offset >= 0 && offset < to; offset = text.indexOf('\n', offset + 1)) {
    count++;
  }
  return count;
}

const COLORS: { readonly [mark: string]: string } = { '+': '\x1b[32m', '-': '\x1b[31m', '@': '\x1b[36m' };
const BOLD = '\x1b[1m';
const RESET = '\x1b[0m';

/** A diff, escaped so that the terminal does not run control sequences in the file's content. */
export function shownDiff(diff: string, isColored: boolean): string {
  return diff.split('\n').map((line) => {
    const safe = line.replace(/\r$/, '').split('\t').map(printable).join('\t');
    const color = /^(?:---|\+\+\+) /.test(line) ? BOLD : COLORS[line[0]];
    return color === undefined || !isColored ? safe : `${color}${safe}${RESET}`;
  }).join('\n');
}
