/*
 * The wildcards in `${A#x*}`, as BuildKit reads them: `*`, `?`, and a backslash before one of these. Brackets are plain characters.
 * Source: convertShellPatternToRegex in https://github.com/moby/buildkit/blob/master/frontend/dockerfile/shell/lex.go
 *
 * No regular expression is used, because regular expressions of JavaScript can take exponential time.
 */

const ANY_TEXT = Symbol('*');
const ANY_CHARACTER = Symbol('?');

type Token = string | typeof ANY_TEXT | typeof ANY_CHARACTER;
type Pattern = readonly Token[];

/** The maximum product of the lengths of a pattern and a value. The work grows with it. */
const MAX_WORK = 512;

/** `${A#x}` and `${A##x}`. Undefined if the value or the pattern cannot be evaluated. */
export function withoutPrefix(value: string, pattern: string): string | undefined {
  return trim(value, pattern, (list) => list);
}

/** `${A%x}` and `${A%%x}`. */
export function withoutSuffix(value: string, pattern: string): string | undefined {
  return trim(value, pattern, (list) => [...list].reverse());
}

/** `${A/x/y}` and `${A//x/y}`. Of several matches at one position, the longest is replaced. */
export function replaced(value: string, pattern: string, replacement: string, isAll: boolean): string | undefined {
  const tokens = toTokens(pattern);
  const text = tokens && charactersFor(tokens, value);
  if (!text || tokens.length === 0) {
    return undefined;
  }
  let result = '';
  let position = 0;
  // A single search finds out whether the pattern matches at all, so that it is not tried again at each offset.
  let isFound = endOfMatch([ANY_TEXT, ...tokens], text, 0, false) !== undefined;
  while (isFound && position <= text.length) {
    const end = endOfMatch(tokens, text, position, true);
    if (end === undefined) {
      result += text[position++] ?? '';
      isFound = position <= text.length;
      continue;
    }
    result += replacement;
    position = end;
    isFound = isAll && position < text.length && endOfMatch([ANY_TEXT, ...tokens], text, position, false) !== undefined;
  }
  return result + text.slice(position).join('');
}

function trim(value: string, pattern: string, order: <T>(list: readonly T[]) => readonly T[]): string | undefined {
  const isLongest = pattern.startsWith('#') || pattern.startsWith('%');
  const tokens = toTokens(isLongest ? pattern.slice(1) : pattern);
  const characters = tokens && charactersFor(tokens, value);
  if (!characters) {
    return undefined;
  }
  const text = order(characters);
  return order(text.slice(endOfMatch(order(tokens), text, 0, isLongest) ?? 0)).join('');
}

/** The characters of a value; undefined if a match could take too long. A character has at most two UTF-16 units. */
function charactersFor({ length }: Pattern, value: string): readonly string[] | undefined {
  const text = length * value.length > 2 * MAX_WORK ? undefined : [...value];
  return text && length * text.length <= MAX_WORK ? text : undefined;
}

/** The tokens of a pattern; undefined if it has an escape with which the build fails. */
function toTokens(pattern: string): Pattern | undefined {
  const tokens: Token[] = [];
  const characters = [...pattern];
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index];
    if (character === '*') {
      tokens.push(ANY_TEXT);
    } else if (character === '?') {
      tokens.push(ANY_CHARACTER);
    } else if (character === '\\') {
      const escaped = characters[++index];
      if (!['*', '?', '\\', '}', '/'].includes(escaped)) {
        return undefined;
      }
      tokens.push(escaped);
    } else {
      tokens.push(character);
    }
  }
  return tokens;
}

/** The end of the shortest or longest match that begins at a position. */
function endOfMatch(tokens: Pattern, text: readonly string[], start: number, isLongest: boolean): number | undefined {
  let found: number | undefined;
  let reached = withSkipped(tokens, [0]);
  for (let position = start; reached.size > 0; position++) {
    if (reached.has(tokens.length)) {
      found = position;
      if (!isLongest) {
        break;
      }
    }
    const character = text[position];
    reached = character === undefined
      ? NOWHERE
      : withSkipped(tokens, [...reached].flatMap((index) => after(tokens[index], index, character)));
  }
  return found;
}

const NOWHERE: ReadonlySet<number> = new Set();

function after(token: Token | undefined, index: number, character: string): readonly number[] {
  if (token === ANY_TEXT) {
    return [index];
  }
  return token === ANY_CHARACTER || token === character ? [index + 1] : [];
}

/** The indices in a pattern, and the indices after each `*`, which also matches nothing. */
function withSkipped(tokens: Pattern, places: readonly number[]): ReadonlySet<number> {
  const all = new Set(places);
  for (const place of all) {
    if (tokens[place] === ANY_TEXT) {
      all.add(place + 1);
    }
  }
  return all;
}
