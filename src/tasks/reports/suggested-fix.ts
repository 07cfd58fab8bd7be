/** A part of a file, and the text that takes its place. Lines and columns count from 1; the end is after the last character. */
export interface SuggestedEdit {
  readonly start: SuggestedPosition;
  readonly end: SuggestedPosition;
  readonly text: string;
}

export interface SuggestedPosition {
  readonly line: number;
  /** The column in UTF-16 code units, without a byte order mark. */
  readonly column: number;
  /** The column in bytes of UTF-8, with a byte order mark. */
  readonly byteColumn: number;
}

/** The edits that fix a finding, all or none of them. */
export interface SuggestedFix {
  /** The edits in the order of the file. There is at least one edit, and edits do not overlap. */
  readonly edits: readonly SuggestedEdit[];
  /** All edits as one edit, for programs that apply only one. */
  readonly whole: SuggestedEdit;
}

/** The file of a finding, for reports that show fixes, or columns in bytes. */
export interface FixableSource {
  /** The fix; undefined if only a person can fix the finding. */
  readonly fix: () => SuggestedFix | undefined;
  /** A column in bytes of UTF-8. */
  readonly byteColumn: (line: number, column: number) => number;
}
