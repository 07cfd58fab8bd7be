import { applyEdits, TextEdit } from '../../formats/yaml/edit/splice';
import { lineStarts } from '../../formats/yaml/source';
import { countUpTo } from '../../formats/yaml/source-lines';
import { SuggestedEdit, SuggestedFix, SuggestedPosition } from '../reports/suggested-fix';

/** The text of a file, by lines and columns. */
export class SourceText {
  private readonly starts: readonly number[];
  /** Number of characters of the byte order mark. */
  private readonly mark: number;

  /** @param text which can begin with a byte order mark */
  constructor(private readonly text: string) {
    this.starts = [0, ...lineStarts(text)];
    this.mark = text.startsWith('\uFEFF') ? 1 : 0;
  }

  /** A column in bytes of UTF-8. */
  public byteColumn(line: number, column: number): number {
    const start = this.starts[line - 1] ?? this.text.length;
    return this.bytesBetween(start, start + (line === 1 ? this.mark : 0) + column - 1) + 1;
  }

  /** @param edits in the order of the text, none of which overlap */
  public fixBy(edits: readonly TextEdit[]): SuggestedFix {
    const [{ start }] = edits;
    const { end } = edits[edits.length - 1];
    const shifted = edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
    const text = applyEdits(this.text.slice(start, end), shifted);
    return { edits: edits.map((edit) => this.placed(edit)), whole: this.placed({ start, end, text }) };
  }

  private placed(edit: TextEdit): SuggestedEdit {
    const { start, end, text } = this.atLineEnd(edit);
    return { start: this.positionOf(start), end: this.positionOf(end), text };
  }

  /** Moves the end of an edit from the start of a line to the end of the line before, since the edit does not change the next line. */
  private atLineEnd(edit: TextEdit): TextEdit {
    const lineBreak = this.text.startsWith('\r\n', edit.end - 2) ? '\r\n' : '\n';
    const end = edit.end - lineBreak.length;
    if (end < 0 || !this.text.startsWith(lineBreak, end) || !edit.text.endsWith(lineBreak)) {
      return edit;
    }
    const text = edit.text.slice(0, -lineBreak.length);
    return edit.start === edit.end ? { start: end, end, text: lineBreak + text } : { start: edit.start, end, text };
  }

  private positionOf(offset: number): SuggestedPosition {
    const line = countUpTo(this.starts, offset);
    const start = this.starts[line - 1];
    return { line, column: offset - start + 1 - (line === 1 ? this.mark : 0), byteColumn: this.bytesBetween(start, offset) + 1 };
  }

  private bytesBetween(start: number, end: number): number {
    return Buffer.byteLength(this.text.slice(start, end));
  }
}
