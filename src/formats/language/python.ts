import { isManifestField, isOptionName, VERBATIM } from './names';

/** The classes of structs in lists, by option. jsii accepts a dict only as the direct value of an option. */
const STRUCTS: Readonly<Record<string, string>> = {
  containers: 'ContainerProps',
  reports: 'ReportFile',
  target: 'WaiverTarget',
  targets: 'WaiverTarget',
  waivers: 'Waiver',
  workloads: 'WorkloadOverride',
};
/** The structs that are values of maps, by the name of the map. */
const MAPS: Readonly<Record<string, string>> = { containerSettings: 'ContainerSettings', controls: 'ControlOverride' };
/** The struct of a snippet, by its first key. */
const STRUCTS_BY_KEY: Readonly<Record<string, string>> = { control: 'Waiver', controls: 'Waiver', format: 'ReportFile' };

/** The classes of objects that are not keyword arguments, because another argument follows, by method. */
const OBJECTS: Readonly<Record<string, string>> = { setDefaults: 'HardeningDefaults' };

const LITERALS: Readonly<Record<string, string>> = { true: 'True', false: 'False', undefined: 'None', null: 'None' };

/** A token of a text: a string of TypeScript, a name, or any other character. An apostrophe in a noun does not begin a string. */
const TOKEN = new RegExp(`${VERBATIM.source}|${/(?<![\w`])'(?:[^'\\\n]|\\.)*'(?!\w)|[A-Za-z_$][\w$]*(?:-[\w$]+)*|\s+|./su.source}`, 'gsu');

/** The maximum depth of brackets. A hostile text with deeper brackets would overflow the stack. */
const DEEPEST = 20;

/** The form of entries in braces. */
interface Form {
  readonly open: string;
  readonly close: string;
  /** Whether an entry is `name=value`, and not `"name": value`. */
  readonly isCall: boolean;
  /** The class of the values, where they are structs. */
  readonly values?: string;
}

const KEYWORDS: Form = { open: '', close: '', isCall: true };
const DICT: Form = { open: '{', close: '}', isCall: false };
const call = (name: string): Form => ({ open: `${name}(`, close: ')', isCall: true });

/**
 * A text with snippets of TypeScript, as a user of Python would write them: `writable_paths=[WritablePath.from_empty_dir("/cache")]`. Prose
 * stays as it is, and so do texts in double quotes, which are the user's values.
 */
export function pythonCode(text: string): string {
  return LITERALS[text] ?? new Translation(text).text();
}

class Translation {
  private readonly tokens: readonly string[];
  private index = 0;
  private depth = 0;

  constructor(text: string) {
    this.tokens = text.match(TOKEN) ?? [];
  }

  public text(): string {
    return this.until('', () => this.startsEntry() ? this.entry(KEYWORDS) : this.value());
  }

  /** Reads up to a closing bracket, or to the end of a text that was cut. */
  private until(close: string, read: () => string): string {
    let written = '';
    while (this.index < this.tokens.length && this.peek() !== close) written += read();
    return written;
  }

  private value(option = '', struct?: string): string {
    const token = this.take();
    if (/^'./s.test(token)) return JSON.stringify(token.slice(1, -1).replaceAll('\\\'', '\''));
    if (!/^[{[(]$/.test(token) || this.depth === DEEPEST) return this.word(token);
    this.depth++;
    const written = this.inBrackets(token, option, struct);
    this.depth--;
    return written;
  }

  private inBrackets(opening: string, option: string, struct: string | undefined): string {
    switch (opening) {
      case '{': return this.braces(this.formOf(option, struct));
      case '(': return this.call(this.tokens[this.index - 2]);
      default: return `[${this.until(']', () => this.value('', STRUCTS[option]))}${this.take()}`;
    }
  }

  private word(token: string): string {
    if (token === 'with' && this.tokens[this.index - 2] === '.') return 'with_'; // a method, and a keyword of Python
    if (token !== 'new' || !/^[A-Z]/.test(this.peek(1))) return nameOf(token, this.peek(-2));
    this.take(); // the space
    return this.peek() === 'Date' ? this.date() : '';
  }

  /** `Date('2026-01-31')`. jsii takes no datetime without a time zone. */
  private date(): string {
    const [, , date] = [this.take(), this.take(), this.take(), this.take()];
    return `datetime(${date.slice(1, -1).split('-').map(Number).join(', ')}, tzinfo=timezone.utc)`;
  }

  /** Braces as an argument are keyword arguments. */
  private call(method: string): string {
    const form = OBJECTS[method] ? call(OBJECTS[method]) : KEYWORDS;
    return `(${this.until(')', () => this.peek() === '{' && this.take() ? this.braces(form) : this.value())}${this.take()}`;
  }

  private braces(form: Form): string {
    const entries = this.until('}', () => {
      if (this.isKey()) {
        return this.entry(form);
      }
      return this.isShorthand() ? this.shorthand(form) : this.value();
    });
    return this.take() ? `${form.open}${entries.trim()}${form.close}` : `${form.open}${entries}`;
  }

  private entry({ isCall, values }: Form): string {
    const key = this.take();
    this.take(); // the colon
    const space = this.take();
    const name = /^['"]/.test(key) ? key.slice(1, -1) : nameOf(key);
    const value = LITERALS[this.peek()] === undefined ? this.value(key, values) : LITERALS[this.take()];
    return isCall ? `${name}=${value}` : `"${name}":${space}${value}`;
  }

  /** `reason` in `{ reason }`, which means `reason: reason`. */
  private shorthand({ isCall }: Form): string {
    const name = nameOf(this.take());
    return isCall ? `${name}=${name}` : `"${name}": ${name}`;
  }

  private formOf(option: string, struct = STRUCTS[option]): Form {
    if (struct) return call(struct);
    if (MAPS[option]) return { ...DICT, values: MAPS[option] };
    const first = this.peek(/^\s/.test(this.peek()) ? 1 : 0);
    return option === '' && STRUCTS_BY_KEY[first] ? call(STRUCTS_BY_KEY[first]) : DICT;
  }

  private isKey(): boolean {
    return /^(?:['"]|[\w$]+$)/.test(this.peek()) && this.peek(1) === ':' && /^\s/.test(this.peek(2));
  }

  private isShorthand(): boolean {
    const isStart = /^\s/.test(this.peek(-1)) && /^[{,]$/.test(this.peek(-2));
    return isStart && /^[A-Za-z_$][\w$]*$/.test(this.peek()) && /^[,}]$/.test(this.peek(/^\s/.test(this.peek(1)) ? 2 : 1));
  }

  /** Whether an entry starts outside of all braces. Prose has colons, too: `it is unknown: use another`, `name the object: { ... }`. */
  private startsEntry(): boolean {
    const value = this.peek(3);
    const isCode = ['', '`'].includes(this.peek(-1)) || ['write', 'set'].includes(this.peek(-2));
    return isCode && this.isKey() && !isManifestField(this.peek())
      && (/^[[{'\d]/.test(value) || value in LITERALS || value === 'new' || /^[A-Z]/.test(value) && /^[.(]/.test(this.peek(4)));
  }

  private take(): string {
    return this.tokens[this.index++] ?? '';
  }

  private peek(ahead = 0): string {
    return this.tokens[this.index + ahead] ?? '';
  }
}

function nameOf(word: string, before = ''): string {
  return isOptionName(word, before) ? word.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) : word;
}
