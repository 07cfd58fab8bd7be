/** A place in a text, and the ways to go on from there. */
export class Cursor {
  protected position = 0;

  constructor(protected readonly text: string) {}

  /** The text between the character here and the next one like it. */
  protected readUntil(quote: string): string {
    const start = this.position + 1;
    const end = this.text.indexOf(quote, start);
    this.position = end < 0 ? this.text.length : end + 1;
    return this.text.slice(start, end < 0 ? undefined : end);
  }
}
