/*
 * Variables in the texts of a Dockerfile.
 * Source: https://docs.docker.com/reference/dockerfile/#environment-replacement
 */

/** The value of a variable; undefined where nobody knows it. */
export type Lookup = (name: string) => string | undefined;

export const NOTHING_KNOWN: Lookup = () => undefined;

/** A piece of a text that was read, and where the rest begins. */
export interface Piece {
  readonly text: string;
  readonly end: number;
}

const NAME = /[A-Za-z_]\w*/y;
const MODIFIER = /:?[-+]/y;

/** Longer ones nobody writes, and to look for their ends would take long. */
const MAX_REFERENCE = 256;

/** What stands for the `$` at a place, and for the name behind it: its value, or itself where that is not known. */
export function readReference(text: string, start: number, lookup: Lookup): Piece {
  const isBraced = text[start + 1] === '{';
  const name = match(NAME, text, start + (isBraced ? 2 : 1));
  const end = isBraced ? closingBrace(text, start) : start + 1 + (name?.length ?? 0);
  if (name === undefined || end === undefined) {
    return { text: '$', end: start + 1 };
  }
  const rest = isBraced ? text.slice(start + 2 + name.length, end - 1) : '';
  return { text: valueOf(name, rest, lookup) ?? text.slice(start, end), end };
}

/** `:-`, `-`, `:+` and `+` behind a name; what else there can be changes a value in ways that nobody needs to know here. */
function valueOf(name: string, rest: string, lookup: Lookup): string | undefined {
  const value = lookup(name);
  if (rest === '') {
    return value;
  }
  const modifier = match(MODIFIER, rest, 0);
  if (modifier === undefined) {
    return undefined;
  }
  const isSet = value !== undefined && (value !== '' || !modifier.startsWith(':'));
  const word = () => expand(rest.slice(modifier.length), lookup);
  if (modifier.endsWith('-')) {
    return isSet ? value : word();
  }
  return value === undefined ? undefined : isSet ? word() : '';
}

/** A text with its variables replaced; quotes stay. */
export function expand(text: string, lookup: Lookup): string {
  let expanded = '';
  for (let position = 0; position < text.length;) {
    const piece = text[position] === '$' ? readReference(text, position, lookup) : { text: text[position], end: position + 1 };
    expanded += piece.text;
    position = piece.end;
  }
  return expanded;
}

/** The place behind the brace that closes the one behind a `$`. */
function closingBrace(text: string, start: number): number | undefined {
  let depth = 0;
  for (const brace of text.slice(start, start + MAX_REFERENCE).matchAll(/[{}]/g)) {
    depth += brace[0] === '{' ? 1 : -1;
    if (depth === 0) {
      return start + brace.index! + 1;
    }
  }
  return undefined;
}

function match(pattern: RegExp, text: string, position: number): string | undefined {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0];
}
