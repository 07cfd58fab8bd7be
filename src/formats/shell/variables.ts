/*
 * Variables in texts, as BuildKit evaluates them.
 * Sources: https://docs.docker.com/reference/dockerfile/#environment-replacement,
 *          https://github.com/moby/buildkit/blob/master/frontend/dockerfile/shell/lex.go
 */
import { Cursor } from './cursor';
import { replaced, withoutPrefix, withoutSuffix } from './patterns';

/** The value of a variable; undefined if it is not known. */
export type Lookup = (name: string) => string | undefined;

export const NOTHING_KNOWN: Lookup = () => undefined;

/** The text that was read, and the offset of the rest. */
export interface Piece {
  readonly text: string;
  readonly end: number;
}

/** Longer references stay as they are. To find the end of each one would take time that grows with the square of the text. */
const MAX_REFERENCE = 256;

/** The replacement of a reference at a `$`: its value, or the `$` itself if the value is unknown. */
export function readReference(text: string, start: number, lookup: Lookup): Piece {
  const reader = new WordReader(text.slice(start, start + MAX_REFERENCE), '\\', lookup);
  const value = reader.readReference();
  return value === undefined ? { text: '$', end: start + 1 } : { text: value, end: start + reader.end };
}

/** A word as the builder reads it: without quotes and escapes, and with the values of variables. */
export function unquote(word: string, escape: string, lookup: Lookup): string {
  return new WordReader(word, escape, lookup).readAll();
}

/** Whether builders can read a text: all its quotes and references are closed. */
export function isWellFormed(text: string, escape: string): boolean {
  return new WordReader(text, escape, NOTHING_KNOWN).isReadable();
}

/** A name: a number, a special parameter of the shell, or a word. BuildKit accepts the letters of all languages. */
const NAME = /\d+|[@*#?$!-]|[\p{L}_][\p{L}\p{Nd}_]*/uy;
const PLAIN_NAME = /^[\p{L}_]/u;

/** Whether ENV can set a variable with this name. Only a running shell sets others, such as `$1` and `$?`. */
export function isVariableName(name: string): boolean {
  return PLAIN_NAME.test(name);
}

/** The text of a variable with a modifier; undefined if unknown. `isFilled`: the variable is set and, with a colon, not empty. */
type Modifier = (value: string | undefined, word: string, isFilled: boolean) => string | undefined;

const MODIFIERS: ReadonlyMap<string, Modifier> = new Map<string, Modifier>([
  ['-', (value, word, isFilled) => isFilled ? value : word],
  ['+', (value, word, isFilled) => {
    if (value === undefined) {
      return undefined;
    }
    return isFilled ? word : '';
  }],
  ['?', (value, _, isFilled) => isFilled ? value : undefined],
  ['#', (value, word) => value === undefined || word.includes('$') ? undefined : withoutPrefix(value, word)],
  ['%', (value, word) => value === undefined || word.includes('$') ? undefined : withoutSuffix(value, word)],
]);

/** The modifiers whose word is a pattern. Escapes stay in it. */
const PATTERNED = ['#', '%'];

class WordReader extends Cursor {
  /** Whether a quote or a brace is not closed. */
  private isBroken = false;
  private isNested = false;

  constructor(text: string, private readonly escape: string, private readonly lookup: Lookup) {
    super(text);
  }

  public get end(): number {
    return this.position;
  }

  public readAll(): string {
    let plain = '';
    while (this.position < this.text.length) {
      plain += this.readPart(false);
    }
    return plain;
  }

  public isReadable(): boolean {
    this.readAll();
    return !this.isBroken;
  }

  /** Reads a reference that begins at a `$`; undefined if a builder does not understand it. */
  public readReference(): string | undefined {
    this.isNested = true;
    const value = this.readDollar();
    return this.isBroken ? undefined : value;
  }

  private readPart(keepsEscapes: boolean): string {
    const char = this.text[this.position];
    switch (char) {
      case '\'': return this.readSingleQuoted();
      case '"': return this.readQuoted();
      case '$': return this.readVariable();
      case this.escape:
        this.position += 2;
        return (keepsEscapes ? char : '') + (this.text[this.position - 1] ?? '');
      default:
        this.position++;
        return char;
    }
  }

  private readSingleQuoted(): string {
    this.isBroken ||= !this.text.includes('\'', this.position + 1);
    return this.readUntil('\'');
  }

  /** In double quotes, an escape has an effect only before a quote, a `$` and itself. */
  private readQuoted(): string {
    let plain = '';
    for (this.position++; this.position < this.text.length && this.text[this.position] !== '"';) {
      const next = this.text[this.position + 1];
      if (this.text[this.position] === '$') {
        plain += this.readVariable();
      } else if (this.text[this.position] === this.escape && (next === '"' || next === '$' || next === this.escape)) {
        plain += next;
        this.position += 2;
      } else {
        plain += this.text[this.position++];
      }
    }
    this.isBroken ||= this.position >= this.text.length;
    this.position++;
    return plain;
  }

  private readVariable(): string {
    if (this.isNested) {
      return this.readDollar();
    }
    const rest = new WordReader(this.text.slice(this.position, this.position + MAX_REFERENCE), this.escape, this.lookup);
    const value = rest.readReference();
    this.position += value === undefined ? 1 : rest.position;
    this.isBroken ||= value === undefined;
    return value ?? '$';
  }

  private readDollar(): string {
    const start = this.position;
    const isBraced = this.text[start + 1] === '{';
    this.position += isBraced ? 2 : 1;
    NAME.lastIndex = this.position;
    const [name = ''] = NAME.exec(this.text) ?? [];
    this.position += name.length;
    if (!isBraced) {
      return name === '' ? '$' : this.lookup(name) ?? this.text.slice(start, this.position);
    }
    const value = name === '' ? this.fail() : this.readModified(name);
    return value ?? this.text.slice(start, this.position);
  }

  private readModified(name: string): string | undefined {
    const value = this.lookup(name);
    let char = this.text[this.position++];
    if (char === '}') {
      return value;
    }
    if (char === '/') {
      return this.readReplaced(value);
    }
    const hasColon = char === ':';
    if (hasColon) {
      char = this.text[this.position++];
    }
    const modifier = MODIFIERS.get(char);
    if (!modifier) {
      return this.fail();
    }
    const word = this.readTo('}', PATTERNED.includes(char));
    // Stop at an unclosed brace: nesting could make this exponential.
    return this.isBroken ? undefined : modifier(value, word, value !== undefined && !(hasColon && value === ''));
  }

  private readReplaced(value: string | undefined): string | undefined {
    const isAll = this.text[this.position] === '/';
    this.position += isAll ? 1 : 0;
    const [pattern, replacement] = [this.readTo('/', true), this.readTo('}', true)];
    return this.isBroken || value === undefined || (pattern + replacement).includes('$')
      ? undefined
      : replaced(value, pattern, replacement, isAll);
  }

  /** Reads up to a character that is neither quoted nor escaped. */
  private readTo(stop: string, keepsEscapes: boolean): string {
    let plain = '';
    while (this.position < this.text.length && this.text[this.position] !== stop) {
      plain += this.readPart(keepsEscapes);
    }
    this.isBroken ||= this.position >= this.text.length;
    this.position++;
    return plain;
  }

  private fail(): undefined {
    this.isBroken = true;
    return undefined;
  }
}
