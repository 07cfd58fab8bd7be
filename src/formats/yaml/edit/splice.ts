/** A part of a text, from `start` to before `end`, that is replaced. */
interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The changes of a text, in any order. What is inserted at one place stays in the order of its insertion. */
export class Splices {
  private readonly list: Splice[] = [];

  public constructor(public readonly original: string) {}

  public insert(offset: number, text: string): void {
    this.replace(offset, offset, text);
  }

  public replace(start: number, end: number, text: string): void {
    this.list.push({ start, end, text });
  }

  /** How many changes there are, to go back to. */
  public get count(): number {
    return this.list.length;
  }

  /** Forgets the changes since there were so many. */
  public goBackTo(count: number): void {
    this.list.length = count;
  }

  /** The text after all changes; undefined if two of them contradict each other. */
  public apply(): string | undefined {
    const sorted = this.list.map((splice, index) => ({ ...splice, index })).sort((one, other) =>
      one.start - other.start || Number(one.end > one.start) - Number(other.end > other.start) || one.index - other.index);
    const pieces: string[] = [];
    let position = 0;
    for (const { start, end, text } of sorted) {
      if (start < position) {
        return undefined;
      }
      pieces.push(this.original.slice(position, start), text);
      position = end;
    }
    return pieces.join('') + this.original.slice(position);
  }
}
