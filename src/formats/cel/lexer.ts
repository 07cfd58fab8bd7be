import { CelSyntaxError } from './syntax';
import { Uint } from './values';

export interface Token {
  readonly kind: 'name' | 'quotedName' | 'literal' | 'symbol' | 'end';
  readonly text: string;
  readonly value?: unknown;
  readonly at: number;
}

/** Words that cannot be names. https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax */
const RESERVED = new Set(['as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'let', 'loop', 'package',
  'namespace', 'return', 'var', 'void', 'while']);

const SPACE = /(?:[\t\n\f\r ]|\/\/[^\n]*)+/y;
const NUMBER = /0[xX][0-9a-fA-F]+[uU]?|(?:\d+\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\.\d+(?:[eE][+-]?\d+)?)|\d+[uU]?/y;
const WORD = /[A-Za-z_][A-Za-z0-9_]*/y;
const QUOTED_NAME = /`([A-Za-z0-9_.\-/ ]+)`/y;
const STRING = /([rRbB]{0,2})("""|'''|"|')/y;
const SYMBOL = /&&|\|\||==|!=|<=|>=|[?:.,()[\]{}+\-*/%!<>]/y;

/** The longest expression that cel-go reads, in code points. */
const LONGEST = 100_000;

/** @throws CelSyntaxError for a text that no token starts with */
export function celTokens(text: string): readonly Token[] {
  if (text.length > LONGEST) {
    throw new CelSyntaxError(`the expression has more than ${LONGEST} characters`, 0);
  }
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  while (at < text.length) {
    const space = match(SPACE);
    if (space) {
      at += space[0].length;
      continue;
    }
    const token = stringAt(text, at, match(STRING)) ?? numberAt(at, match(NUMBER)) ?? otherAt(at, match);
    tokens.push(token);
    at += token.text.length;
  }
  return [...tokens, { kind: 'end', text: '', at: text.length }];
}

function otherAt(at: number, match: (pattern: RegExp) => RegExpExecArray | null): Token {
  const word = match(WORD)?.[0];
  if (word !== undefined) {
    return wordToken(word, at);
  }
  const quoted = match(QUOTED_NAME);
  if (quoted) {
    return { kind: 'quotedName', text: quoted[0], value: quoted[1], at };
  }
  const symbol = match(SYMBOL)?.[0];
  if (symbol === undefined) {
    throw new CelSyntaxError('a character that CEL does not know', at);
  }
  return { kind: 'symbol', text: symbol, at };
}

const CONSTANTS: ReadonlyMap<string, unknown> = new Map<string, unknown>([['true', true], ['false', false], ['null', null]]);

function wordToken(text: string, at: number): Token {
  if (CONSTANTS.has(text)) {
    return { kind: 'literal', text, value: CONSTANTS.get(text), at };
  }
  return { kind: text === 'in' ? 'symbol' : 'name', text, at };
}

/** Whether a word cannot be a name of a variable. */
export function isReserved(word: string): boolean {
  return RESERVED.has(word);
}

function numberAt(at: number, found: RegExpExecArray | null): Token | undefined {
  if (!found) {
    return undefined;
  }
  const [text] = found;
  if (/[.eE]/.test(text) && !/^0[xX]/.test(text)) {
    return { kind: 'literal', text, value: Number(text), at };
  }
  const isUnsigned = /[uU]$/.test(text);
  const value = BigInt(isUnsigned ? text.slice(0, -1) : text);
  if (value > (isUnsigned ? 2n ** 64n - 1n : 2n ** 63n)) {
    throw new CelSyntaxError(`the number ${text} is too large`, at);
  }
  return { kind: 'literal', text, value: isUnsigned ? new Uint(value) : value, at };
}

const ESCAPES: Readonly<Record<string, string>> = {
  'a': '\x07', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v', '\\': '\\', '\'': '\'', '"': '"', '`': '`', '?': '?',
};

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|X([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2})|(.))/sgu;

function stringAt(text: string, at: number, found: RegExpExecArray | null): Token | undefined {
  if (!found) {
    return undefined;
  }
  const [start, prefix, quote] = found;
  const isRaw = /r/i.test(prefix);
  const isBytes = /b/i.test(prefix);
  const first = at + start.length;
  let end = first;
  while (end < text.length && !text.startsWith(quote, end)) {
    end += text[end] === '\\' && !isRaw ? 2 : 1;
    if (quote.length === 1 && (text[end - 1] === '\n' || text[end - 1] === '\r')) {
      throw new CelSyntaxError('a text ends at the end of its line: close it, or use three quotes', at);
    }
  }
  if (end >= text.length) {
    throw new CelSyntaxError('a text without its closing quote', at);
  }
  const content = text.slice(first, end);
  const value = isRaw ? content : unescaped(content, at, isBytes);
  return { kind: 'literal', text: text.slice(at, end + quote.length), value: isBytes ? bytesOf(value, isRaw) : value, at };
}

function bytesOf(text: string, isRaw: boolean): Uint8Array {
  return isRaw ? Buffer.from(text, 'utf8') : Buffer.from(text, 'latin1');
}

/** For bytes, the text has one character for each byte. */
function unescaped(content: string, at: number, isBytes: boolean): string {
  const raw = (text: string) => isBytes ? Buffer.from(text, 'utf8').toString('latin1') : text;
  let result = '';
  let last = 0;
  for (const found of content.matchAll(ESCAPE)) {
    const [whole, x, bigX, u, bigU, octal, other] = found;
    const digits = x ?? bigX ?? u ?? bigU;
    const code = digits === undefined ? parseInt(octal ?? '', 8) : parseInt(digits, 16);
    const isWide = u !== undefined || bigU !== undefined;
    if ((other !== undefined && !(other in ESCAPES)) || code > 0x10ffff || (isWide && (isBytes || (code >= 0xd800 && code < 0xe000)))) {
      throw new CelSyntaxError(`the escape ${whole} is unknown`, at);
    }
    result += raw(content.slice(last, found.index)) + (other === undefined ? String.fromCodePoint(code) : ESCAPES[other]);
    last = found.index + whole.length;
  }
  return result + raw(content.slice(last));
}
