import { isManifestField, VERBATIM } from './names';

/** A token of a text: a string of TypeScript, a name, or any other character. An apostrophe in a noun does not begin a string. */
const TOKEN = new RegExp(`${VERBATIM.source}|${/(?<![\w`])'(?:[^'\\\n]|\\.)*'(?!\w)|[A-Za-z_$][\w$]*(?:-[\w$]+)*|\s+|./su.source}`, 'gsu');

/** The maximum depth of brackets. A hostile text with deeper brackets would overflow the stack. */
const DEEPEST = 20;

const LITERALS: readonly string[] = ['true', 'false', 'undefined', 'null'];

/** The struct of a snippet, by its first key. */
const STRUCTS_BY_KEY: Readonly<Record<string, string>> = { control: 'Waiver', controls: 'Waiver', format: 'ReportFile' };

/**
 * Reads a text with snippets of TypeScript, such as `writablePaths: [WritablePath.fromEmptyDir('/cache')]`, from the start to the end, and
 * writes it in another language. Prose stays as it is, and so do texts in double quotes, which are the user's values.
 */
export abstract class SnippetReader {
  private readonly tokens: readonly string[];
  private index = 0;
  private depth = 0;

  constructor(text: string) {
    this.tokens = text.match(TOKEN) ?? [];
  }

  public text(): string {
    return this.until('', () => this.startsEntry() ? this.outerEntry() : this.value());
  }

  /** `runAs: RunAs.user(1000)` outside of all braces. */
  protected abstract outerEntry(): string;
  /** What a bracket opens, which was taken, up to its end. */
  protected abstract inBrackets(opening: string, option: string, struct?: string): string;
  /** A text in single quotes. */
  protected abstract literalText(text: string): string;
  /** Any other token. */
  protected abstract word(token: string): string;

  /** Reads up to a closing bracket, or to the end of a text that was cut. */
  protected until(close: string, read: () => string): string {
    let written = '';
    while (this.index < this.tokens.length && this.peek() !== close) written += read();
    return written;
  }

  protected value(option = '', struct?: string): string {
    const token = this.take();
    if (/^'./s.test(token)) return this.literalText(token.slice(1, -1).replaceAll('\\\'', '\''));
    return /^[{[(]$/.test(token) && this.depth < DEEPEST ? this.deeper(() => this.inBrackets(token, option, struct)) : this.word(token);
  }

  /** Reads what is in brackets. */
  protected deeper(read: () => string): string {
    this.depth++;
    const written = read();
    this.depth--;
    return written;
  }

  /** Whether brackets can open. */
  protected get canOpen(): boolean {
    return this.depth < DEEPEST;
  }

  protected structByKey(): string | undefined {
    return STRUCTS_BY_KEY[this.peek(/^\s/.test(this.peek()) ? 1 : 0)];
  }

  protected isKey(): boolean {
    return /^(?:['"]|[\w$]+$)/.test(this.peek()) && this.peek(1) === ':' && /^\s/.test(this.peek(2));
  }

  protected isShorthand(): boolean {
    const isStart = /^\s/.test(this.peek(-1)) && /^[{,]$/.test(this.peek(-2));
    return isStart && /^[A-Za-z_$][\w$]*$/.test(this.peek()) && /^[,}]$/.test(this.peek(/^\s/.test(this.peek(1)) ? 2 : 1));
  }

  /** The date of `new Date('2026-01-31')`, of which `new ` was taken, as numbers. */
  protected date(): readonly number[] {
    const [, , date] = [this.take(), this.take(), this.take(), this.take()];
    return date.slice(1, -1).split('-').map(Number);
  }

  protected take(): string {
    return this.tokens[this.index++] ?? '';
  }

  protected peek(ahead = 0): string {
    return this.tokens[this.index + ahead] ?? '';
  }

  /** Whether an entry starts outside of all braces. Prose has colons, too: `it is unknown: use another`, `name the object: { ... }`. */
  private startsEntry(): boolean {
    const value = this.peek(3);
    const isCode = ['', '`'].includes(this.peek(-1)) || ['write', 'set'].includes(this.peek(-2));
    return isCode && this.isKey() && !isManifestField(this.peek())
      && (/^[[{'\d]/.test(value) || LITERALS.includes(value) || value === 'new' || /^[A-Z]/.test(value) && /^[.(]/.test(this.peek(4)));
  }
}
