import { isOptionName } from './names';
import { SnippetReader } from './snippet-reader';

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
/** The classes of objects that are not keyword arguments, because another argument follows, by method. */
const OBJECTS: Readonly<Record<string, string>> = { setDefaults: 'HardeningDefaults' };

const LITERALS: Readonly<Record<string, string>> = { true: 'True', false: 'False', undefined: 'None', null: 'None' };

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

class Translation extends SnippetReader {
  protected outerEntry(): string {
    return this.entry(KEYWORDS);
  }

  protected inBrackets(opening: string, option: string, struct: string | undefined): string {
    switch (opening) {
      case '{': return this.braces(this.formOf(option, struct));
      case '(': return this.call(this.peek(-2));
      default: return `[${this.until(']', () => this.value('', STRUCTS[option]))}${this.take()}`;
    }
  }

  protected literalText(text: string): string {
    return JSON.stringify(text);
  }

  protected word(token: string): string {
    if (token === 'with' && this.peek(-2) === '.') return 'with_'; // a method, and a keyword of Python
    if (token !== 'new' || !/^[A-Z]/.test(this.peek(1))) return nameOf(token, this.peek(-2));
    this.take(); // the space
    // jsii takes no datetime without a time zone.
    return this.peek() === 'Date' ? `datetime(${this.date().join(', ')}, tzinfo=timezone.utc)` : '';
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
    const byKey = option === '' ? this.structByKey() : undefined;
    return byKey ? call(byKey) : DICT;
  }
}

function nameOf(word: string, before = ''): string {
  return isOptionName(word, before) ? word.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) : word;
}
