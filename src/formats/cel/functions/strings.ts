import { CelLibrary, overload, traversal } from './define';
import { CelError } from '../values';

function at(list: { readonly length: number }, index: bigint, most = list.length): number {
  if (index < 0n || index > BigInt(most)) {
    throw new CelError(`index out of range: ${index}`);
  }
  return Number(index);
}

/** Reading a text, and writing the results. */
const twice = (text: string) => traversal(text, text);

const perText = (...texts: readonly unknown[]) => traversal(...texts.filter((text) => typeof text === 'string'));

/** Behind the end there is nothing but an empty text, which is at the end. Kubernetes 1.30 has an error for such a place. */
const behindEnd = (length: number, part: string) => part === '' ? BigInt(length) : -1n;

/** The place of a text, counted in code points. */
function indexIn(text: string, part: string, from: bigint): bigint {
  const characters = [...text];
  if (from > BigInt(characters.length)) {
    return behindEnd(characters.length, part);
  }
  const start = at(characters, from);
  const found = characters.slice(start).join('').indexOf(part);
  return found < 0 ? -1n : BigInt(start + [...characters.slice(start).join('').slice(0, found)].length);
}

function lastIndexIn(text: string, part: string, until: bigint): bigint {
  const characters = [...text];
  if (until > BigInt(characters.length)) {
    return behindEnd(characters.length, part);
  }
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
    overload('string string', (text: string, separator: string) => split(text, separator, -1n), twice),
    overload('string string int', split, twice),
  ],
  '.join': [
    overload('list', (list: readonly unknown[]) => joined(list, ''), joinCost),
    overload('list string', joined, joinCost),
  ],
  '.substring': [overload('string int', substring, perText), overload('string int int', substring, perText)],
  '.trim': [overload('string', trimmed, perText)],
  'strings.quote': [overload('string', quoted, perText)],
};

function replaceCost(text: string, old: string, other: string): number {
  return Math.max(twice(text), traversal(text) + Math.ceil(traversal(other) * (old === '' ? text.length + 1 : text.length / old.length)));
}

function joinCost(list: readonly unknown[], separator = ''): number {
  return Math.ceil(list.reduce((sum: number, each) => sum + (typeof each === 'string' ? each.length : 0) + separator.length, 0) * 0.2);
}

const QUOTED: Readonly<Record<string, string>> = {
  '\x07': '\\a', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v', '\\': '\\\\', '"': '\\"',
};

function quoted(text: string): string {
  return `"${text.replace(/[\x07\b\f\n\r\t\v\\"]/g, (each) => QUOTED[each])}"`;
}
