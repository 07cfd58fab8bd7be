/** A place in a text, and the ways to go on from there. */
export class Cursor {
  protected position = 0;

  constructor(protected readonly text: string) {}

  /** What stands between the character here and the next one like it. */
  protected readUntil(quote: string): string {
    const start = this.position + 1;
    const end = this.text.indexOf(quote, start);
    this.position = end < 0 ? this.text.length : end + 1;
    return this.text.slice(start, end < 0 ? undefined : end);
  }

  /** The rest of the line, without its end. */
  protected readLine(): string {
    const start = this.position;
    this.skipTo('\n');
    this.position++;
    return this.text.slice(start, this.position - 1).replace(/\r$/, '');
  }

  protected skipTo(char: string): void {
    const end = this.text.indexOf(char, this.position);
    this.position = end < 0 ? this.text.length : end;
  }

  /** Whether the character here stands at the end of its line. */
  protected get isBeforeLineEnd(): boolean {
    return this.lineEnd > 0;
  }

  protected skipLineEnd(): void {
    this.position += this.lineEnd + 1;
  }

  private get lineEnd(): number {
    return this.text[this.position + 1] === '\n' ? 1 : this.text.startsWith('\r\n', this.position + 1) ? 2 : 0;
  }
}
