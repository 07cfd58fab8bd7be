import { CelLibrary, overload, traversal } from './define';
import { doubleText } from './standard';
import { CelError, CelMap, numberOf, TypeName, typeNameOf, Uint } from '../values';

function at(list: { readonly length: number }, index: bigint, most = list.length): number {
  if (index < 0n || index > BigInt(most)) {
    throw new CelError(`index out of range: ${index}`);
  }
  return Number(index);
}

const perText = (...texts: readonly unknown[]) => traversal(...texts.filter((text) => typeof text === 'string'));

/** The place of a text, counted in code points. */
function indexIn(text: string, part: string, from: bigint): bigint {
  const characters = [...text];
  const start = at(characters, from);
  const found = characters.slice(start).join('').indexOf(part);
  return found < 0 ? -1n : BigInt(start + [...characters.slice(start).join('').slice(0, found)].length);
}

function lastIndexIn(text: string, part: string, until: bigint): bigint {
  const characters = [...text];
  const last = at(characters, until);
  const before = characters.slice(0, last).join('').length;
  const found = text.lastIndexOf(part, before);
  return found < 0 ? -1n : BigInt([...text.slice(0, found)].length);
}

function substring(text: string, from: bigint, to?: bigint): string {
  const characters = [...text];
  const end = to === undefined ? characters.length : at(characters, to);
  const start = at(characters, from);
  if (start > end) {
    throw new CelError(`invalid substring range. start: ${start}, end: ${end}`);
  }
  return characters.slice(start, end).join('');
}

function replaced(text: string, old: string, other: string, most: bigint): string {
  if (most === 0n) {
    return text;
  }
  const parts = old === '' ? ['', ...text, ''] : text.split(old);
  const count = most < 0n ? parts.length - 1 : Math.min(Number(most), parts.length - 1);
  return parts.slice(0, count + 1).join(other) + parts.slice(count + 1).map((part) => old + part).join('');
}

function split(text: string, separator: string, most: bigint): readonly string[] {
  const parts = separator === '' ? [...text] : text.split(separator);
  if (most < 0n || BigInt(parts.length) <= most) {
    return parts;
  }
  return most === 0n ? [] : [...parts.slice(0, Number(most) - 1), parts.slice(Number(most) - 1).join(separator)];
}

/** White space of Unicode, as Go trims it. */
const SPACES = '[\\t\\n\\v\\f\\r \\x85\\xA0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const SPACE = new RegExp(`^${SPACES}`);

/** Not by one pattern, which would try to match at each space. */
function trimmed(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && SPACE.test(text[start])) {
    start++;
  }
  while (end > start && SPACE.test(text[end - 1])) {
    end--;
  }
  return text.slice(start, end);
}

function joined(list: readonly unknown[], separator: string): string {
  if (!list.every((each) => typeof each === 'string')) {
    throw new CelError('no such overload');
  }
  return list.join(separator);
}

function formatted(template: string, args: readonly unknown[]): string {
  let next = 0;
  const text = template.replace(/%(?:\.\d+)?([\s\S]?)/g, (whole, verb: string) => {
    if (verb === '%') {
      return '%';
    }
    if (next >= args.length) {
      throw new CelError(`index ${next} out of range`);
    }
    return verbText(whole, args[next++]);
  });
  if (next < args.length) {
    throw new CelError(`too many arguments supplied to string.format (expected ${next}, got ${args.length})`);
  }
  return text;
}

function verbText(verb: string, value: unknown): string {
  const number = numberOf(value);
  if (verb === '%s') {
    return printed(value);
  }
  if (verb === '%d' && (typeof number === 'bigint')) {
    return String(number);
  }
  if (verb === '%x' && typeof number === 'bigint') {
    return number.toString(16);
  }
  throw new UnsupportedError(`string.format with ${verb} for ${typeNameOf(value)}`);
}

/** What this evaluator cannot do, although the API server can. */
export class UnsupportedError extends Error {}

/** Texts in lists and maps are quoted. */
function inner(value: unknown): string {
  if (typeof value === 'number') {
    throw new UnsupportedError('string.format for a double in a list');
  }
  return typeof value === 'string' ? quoted(value) : printed(value);
}

function printed(value: unknown): string {
  if (typeof value === 'string') {
    return value;
  }
  if (typeof value === 'number') {
    return doubleText(value);
  }
  if (value instanceof Uint) {
    return String(value.value);
  }
  if (Array.isArray(value)) {
    return `[${value.map(inner).join(', ')}]`;
  }
  if (value instanceof CelMap) {
    const entries = value.entries().map(([key, each]) => `${inner(key)}:${inner(each)}`);
    return `{${entries.sort().join(', ')}}`;
  }
  if (typeof value === 'bigint' || typeof value === 'boolean' || value === null) {
    return String(value);
  }
  if (value instanceof TypeName) {
    return value.name;
  }
  throw new UnsupportedError(`string.format for ${typeNameOf(value)}`);
}

/** The functions of texts that cel-go adds, version 2. https://pkg.go.dev/github.com/google/cel-go/ext#Strings */
export const STRINGS: CelLibrary = {
  '.charAt': [overload('string int', (text: string, index: bigint) => {
    const characters = [...text];
    return characters[at(characters, index)] ?? '';
  }, perText)],
  '.indexOf': [
    overload('string string', (text: string, part: string) => indexIn(text, part, 0n), perText),
    overload('string string int', indexIn, perText),
  ],
  '.lastIndexOf': [
    overload('string string', (text: string, part: string) => lastIndexIn(text, part, BigInt([...text].length)), perText),
    overload('string string int', lastIndexIn, perText),
  ],
  '.lowerAscii': [overload('string', (text: string) => text.replace(/[A-Z]/g, (each) => each.toLowerCase()), perText)],
  '.upperAscii': [overload('string', (text: string) => text.replace(/[a-z]/g, (each) => each.toUpperCase()), perText)],
  '.replace': [
    overload('string string string', (text: string, old: string, other: string) => replaced(text, old, other, -1n), replaceCost),
    overload('string string string int', replaced, replaceCost),
  ],
  '.split': [
    overload('string string', (text: string, separator: string) => split(text, separator, -1n), perText),
    overload('string string int', split, perText),
  ],
  '.join': [
    overload('list', (list: readonly unknown[]) => joined(list, ''), joinCost),
    overload('list string', joined, joinCost),
  ],
  '.substring': [overload('string int', substring, perText), overload('string int int', substring, perText)],
  '.trim': [overload('string', trimmed, perText)],
  '.format': [overload('string list', formatted, (text: string, args: readonly unknown[]) => traversal(text) + args.length)],
  'strings.quote': [overload('string', quoted, perText)],
};

function replaceCost(text: string, old: string, other: string): number {
  return traversal(text) + Math.floor(traversal(other) * (old === '' ? text.length + 1 : text.length / old.length));
}

function joinCost(list: readonly unknown[], separator = ''): number {
  return list.reduce((sum: number, each) => sum + traversal(String(each), separator), 0);
}

const QUOTED: Readonly<Record<string, string>> = {
  '\x07': '\\a', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v', '\\': '\\\\', '"': '\\"',
};

function quoted(text: string): string {
  return `"${text.replace(/[\x07\b\f\n\r\t\v\\"]/g, (each) => QUOTED[each])}"`;
}
