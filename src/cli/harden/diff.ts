import { structuredPatch } from 'diff';
import { HardenedDocument } from '../../audit/harden';
import { printable } from '../../reports/printable';

const CONTEXT = 3;
const COLORS: { readonly [mark: string]: string } = { '+': '\x1b[32m', '-': '\x1b[31m', '@': '\x1b[36m' };
const BOLD = '\x1b[1m';
const RESET = '\x1b[0m';

/** Prints the changes of files as unified diffs, which `patch -p0` can apply. */
export class Diff {
  private file?: string;
  /** How many lines the documents above have become longer. */
  private shift = 0;

  /** @param isTerminal whether lines are colored, and printed so that the terminal reads no commands in them */
  constructor(private readonly isTerminal: boolean) {}

  /** The diff of a document, after those above it in the same file; empty if it did not change. */
  public of({ file, source, text }: HardenedDocument): string {
    if (text === source.text) {
      return '';
    }
    const isNew = this.file !== file;
    this.shift = isNew ? 0 : this.shift;
    this.file = file;
    const { hunks } = structuredPatch(file, file, source.text, text, undefined, undefined, { context: CONTEXT });
    const lines = hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines: own }) => {
      const offset = source.line - 1;
      return [`@@ -${oldStart + offset},${oldLines} +${newStart + offset + this.shift},${newLines} @@`, ...own];
    });
    this.shift += hunks.reduce((sum, { oldLines, newLines }) => sum + newLines - oldLines, 0);
    const header = isNew ? [`--- ${file}`, `+++ ${file}`].map((line) => this.shown(line, BOLD)) : [];
    return [...header, ...lines.map((line) => this.shown(line, COLORS[line[0]]))].join('\n') + '\n';
  }

  private shown(line: string, color: string | undefined): string {
    if (!this.isTerminal) {
      return line;
    }
    const safe = line.replace(/\r$/, '').split('\t').map(printable).join('\t');
    return color === undefined ? safe : `${color}${safe}${RESET}`;
  }
}
