/** A text with a position up to which it was read. */
export class Cursor {
  protected position = 0;

  constructor(protected readonly text: string) {}

  /** Reads the text between a quote at the position and the next one. */
  protected readUntil(quote: string): string {
    const start = this.position + 1;
    const end = this.text.indexOf(quote, start);
    this.position = end < 0 ? this.text.length : end + 1;
    return this.text.slice(start, end < 0 ? undefined : end);
  }
}
