import { SnippetReader } from './snippet-reader';
import { callable, isMap, libraryOf, structOfKey, structOfOption } from './types';

/** A key with its value, as the language writes it. */
export type CodeEntry = readonly [key: string, value: string];

/** How a language with types writes code. Values are written already. */
export interface Dialect {
  readonly text: (value: string) => string;
  /** A number as TypeScript writes it, such as `0o440`. */
  readonly number: (value: string) => string;
  readonly literals: Readonly<Record<string, string>>;
  readonly date: (year: number, month: number, day: number) => string;
  /** The name of an option or a method in prose. `before` is the character before it. */
  readonly name: (word: string, before: string, after: string) => string;
  /** An option with its value, outside of an object. */
  readonly entry: (entry: CodeEntry) => string;
  readonly struct: (type: string, entries: readonly CodeEntry[]) => string;
  readonly map: (entries: readonly CodeEntry[]) => string;
  readonly list: (items: readonly string[]) => string;
  /** A member of a class: a constant, or a method whose call may follow. */
  readonly member: (type: string, name: string) => string;
  readonly create: (type: string) => string;
  /** @param missing the number of arguments that are left out */
  readonly args: (given: readonly string[], missing: number) => string;
}

/** A placeholder of texts. */
const ELLIPSIS = '...';

/** A text with snippets of TypeScript, as a user of Java or Go would write them. */
export function typedCode(text: string, dialect: Dialect): string {
  return dialect.literals[text] ?? new TypedReader(text, dialect).text();
}

class TypedReader extends SnippetReader {
  /** How many values of code are being read: 0 in prose. */
  private code = 0;

  constructor(text: string, private readonly dialect: Dialect) {
    super(text);
  }

  protected outerEntry(): string {
    return this.dialect.entry(this.entry());
  }

  protected literalText(text: string): string {
    return this.dialect.text(text);
  }

  protected inBrackets(opening: string, option: string, struct?: string): string {
    const before = this.peek(-2);
    switch (opening) {
      case '(': return /^\w/.test(before) ? this.args(before) : this.raw('(', ')');
      case '[': return /^[\w\]]/.test(before) || !this.startsList() ? this.raw('[', ']') : this.list(option);
      default: return this.startsObject() ? this.object(option, struct) : this.braces();
    }
  }

  protected word(token: string): string {
    if (token === 'new' && /^[A-Z]/.test(this.peek(1))) return this.creation();
    if (libraryOf(token) && this.peek() === '.' && /^[A-Za-z]/.test(this.peek(1))) return this.member(token);
    return this.dialect.name(token, this.peek(-2), this.peek());
  }

  private creation(): string {
    this.take(); // the space
    if (this.peek() === 'Date') {
      const [year, month, day] = this.date();
      return this.dialect.date(year, month, day);
    }
    const type = this.take();
    return this.dialect.create(type) + this.call(`new ${type}`);
  }

  private member(type: string): string {
    this.take(); // the dot
    const name = this.take();
    return this.dialect.member(type, name) + this.call(`${type}.${name}`);
  }

  private call(name: string): string {
    return this.peek() === '(' && this.canOpen && this.take() ? this.deeper(() => this.args(name)) : '';
  }

  private args(name: string): string {
    const { parameters = 0, struct } = callable(name) ?? {};
    const given = this.items(')', () => this.operand('', struct));
    return this.dialect.args(given, given.includes(ELLIPSIS) ? 0 : parameters - given.length);
  }

  private list(option: string): string {
    const struct = isMap(option) ? undefined : structOfOption(option);
    return this.dialect.list(this.items(']', () => this.operand('', struct)));
  }

  private object(option: string, struct?: string): string {
    const isOfTexts = /^['"]/.test(this.peekCode());
    if (isOfTexts || isMap(option)) {
      return this.dialect.map(this.pairs(structOfOption(option)));
    }
    const type = struct ?? structOfOption(option) ?? this.structByKey() ?? structOfKey(this.peekCode());
    const entries = this.pairs();
    return type ? this.dialect.struct(type, entries) : `{ ${entries.map(this.dialect.entry).join(', ')} }`;
  }

  private pairs(struct?: string): readonly CodeEntry[] {
    const found: CodeEntry[] = [];
    this.items('}', () => {
      if (this.isKey()) found.push(this.entry(struct));
      else if (/^[A-Za-z]/.test(this.peek())) found.push([this.peek(), this.take()]);
      else this.take();
      return '';
    });
    return found;
  }

  private entry(struct?: string): CodeEntry {
    const key = this.take();
    this.take(); // the colon
    this.take(); // the space
    const name = /^['"]/.test(key) ? key.slice(1, -1) : key;
    return [name, this.operand(name, struct)];
  }

  /** What stands between commas, up to a closing bracket or the end of a text that was cut. */
  private items(close: string, read: () => string): readonly string[] {
    const found: string[] = [];
    let hasEnd = false;
    while (!hasEnd && this.peek() !== '' && this.peek() !== close) {
      if (/^[\s,]/.test(this.peek())) this.take();
      else if (found.length > 1000) hasEnd = true;
      else found.push(read());
    }
    if (this.peek() === close) this.take();
    return found.filter((item) => item !== '');
  }

  private operand(option: string, struct?: string): string {
    this.code++;
    const written = this.codeOf(option, struct);
    this.code--;
    return written;
  }

  /** One value of code. */
  private codeOf(option: string, struct?: string): string {
    const token = this.peek();
    if (token === '.' && this.peek(1) === '.') return this.ellipsis();
    if (/^\d/.test(token)) return this.number();
    if (token in this.dialect.literals) return this.dialect.literals[this.take()];
    if (token.startsWith('"')) return this.dialect.text(parsed(this.take()));
    let written = this.value(option, struct);
    while (this.goesOn()) written += this.value();
    return written;
  }

  /** Whether a member or a call follows. */
  private goesOn(): boolean {
    return this.peek() === '.' ? /^[A-Za-z]/.test(this.peek(1)) : this.peek() === '(' && /^[\w)]/.test(this.peek(-1));
  }

  private ellipsis(): string {
    while (this.peek() === '.') this.take();
    return ELLIPSIS;
  }

  private number(): string {
    let digits = '';
    while (/^[\dox][\da-f]*$/.test(this.peek())) digits += this.take();
    return this.dialect.number(digits);
  }

  private raw(open: string, close: string): string {
    return `${open}${this.until(close, () => this.value())}${this.take()}`;
  }

  /** Braces in code that have no keys are a placeholder, such as `{ ... }`. */
  private braces(): string {
    if (this.code === 0 || this.peekCode() !== '.') return this.raw('{', '}');
    this.raw('{', '}');
    return ELLIPSIS;
  }

  private startsList(): boolean {
    return this.code > 0 || /^['"{]/.test(this.peek()) || libraryOf(this.peek()) !== undefined && this.peek(1) === '.';
  }

  private startsObject(): boolean {
    const ahead = /^\s/.test(this.peek()) ? 1 : 0;
    const [first, second] = [this.peek(ahead), this.peek(ahead + 1)];
    const isShorthand = this.code > 0 && /^[a-z]\w*$/i.test(first) && /^[,\s}]/.test(second);
    return isShorthand || /^['"\w]/.test(first) && second === ':';
  }

  private peekCode(): string {
    return this.peek(/^\s/.test(this.peek()) ? 1 : 0);
  }
}

/** A text of the user, which was written as JSON. */
function parsed(token: string): string {
  try {
    return JSON.parse(token);
  } catch {
    return token.replace(/^"|"$/g, ''); // it was cut
  }
}
