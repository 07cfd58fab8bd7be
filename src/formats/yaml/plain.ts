import { parseNumber } from './numbers';

/** The value of a scalar with the types of Go: a bigint is an integer, a number is a float. */
export type Resolved = string | boolean | null | bigint | number;

/** The value of a scalar without quotes and tag, as Go reads it in YAML 1.1. */
export function resolvePlain(text: string): Resolved {
  const word = WORDS.get(text);
  if (word !== undefined) {
    return word;
  }
  return LOOKS_LIKE_NUMBER.test(text) ? parseNumber(text) ?? text : text;
}

const LOOKS_LIKE_NUMBER = /^[-+.0-9]/;

const WORDS = new Map<string, boolean | null | number>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(word => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(word => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map(word => [word, null] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map(word => [word, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map(word => [word, -Infinity] as const),
  ...['.nan', '.NaN', '.NAN'].map(word => [word, NaN] as const),
]);

/**
 * Whether a scalar can only be text, by its first character and its length. This test is faster than `resolvePlain`, and true for most
 * scalars.
 */
export function isSurelyText(text: string): boolean {
  const longest = LONGEST_OTHER[text.charCodeAt(0)];
  return text.length > longest || text > '\x7F';
}

/** Maximum length of a scalar that is not text, by its first character. */
const LONGEST_OTHER = Array.from({ length: 128 }, (_, code) => {
  const start = String.fromCharCode(code);
  const lengths = [...WORDS.keys()].filter((word) => word.startsWith(start)).map(({ length }) => length);
  return LOOKS_LIKE_NUMBER.test(start) ? Infinity : Math.max(0, ...lengths);
});
