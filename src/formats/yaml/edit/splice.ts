/** A replacement of the text from `start` to before `end`. Offsets are in UTF-16 code units. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Changes of a text, in any order. Insertions at one offset keep their order. */
export class Splices {
  private readonly list: TextEdit[] = [];

  public constructor(public readonly original: string) {}

  public insert(offset: number, text: string): void {
    this.replace(offset, offset, text);
  }

  public replace(start: number, end: number, text: string): void {
    this.list.push({ start, end, text });
  }

  /** Number of changes, for `goBackTo`. */
  public get count(): number {
    return this.list.length;
  }

  /** Keeps the first changes, and drops all others. */
  public goBackTo(count: number): void {
    this.list.length = count;
  }

  /** The changes sorted by offset; undefined if two of them overlap. */
  public edits(): readonly TextEdit[] | undefined {
    const sorted = this.list.map((splice, index) => ({ ...splice, index })).sort((one, other) =>
      one.start - other.start || Number(one.end > one.start) - Number(other.end > other.start) || one.index - other.index);
    const contradicts = sorted.some(({ start }, index) => index > 0 && start < sorted[index - 1].end);
    const isChange = ({ start, end, text }: TextEdit) => text !== '' || end > start;
    return contradicts ? undefined : joined(sorted.filter(isChange));
  }
}

/** Joins adjacent edits, because some editors do not keep the order of two insertions at one offset. */
function joined(edits: readonly TextEdit[]): readonly TextEdit[] {
  const result: TextEdit[] = [];
  for (const { start, end, text } of edits) {
    const last = result.at(-1);
    if (last?.end === start) {
      result[result.length - 1] = { start: last.start, end, text: last.text + text };
    } else {
      result.push({ start, end, text });
    }
  }
  return result;
}

/** @param edits sorted edits that do not overlap */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const pieces: string[] = [];
  let position = 0;
  for (const { start, end, text: replacement } of edits) {
    pieces.push(text.slice(position, start), replacement);
    position = end;
  }
  return pieces.join('') + text.slice(position);
}
