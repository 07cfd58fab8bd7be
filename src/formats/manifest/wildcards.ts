/** A part of a pattern: `*` for any text, another character for itself, or a test of one character. */
export type WildcardPart = string | ((character: string) => boolean);

/**
 * Whether a pattern matches a whole text. A text is a pattern, too: its characters are the parts.
 *
 * Values are untrusted. Only the last `*` is tried again, since it can take whatever an earlier one could: the time is at most the product
 * of both lengths.
 */
export function matchesWildcards(pattern: ArrayLike<WildcardPart>, text: string): boolean {
  let part = 0;
  let star = -1;
  let taken = 0;
  for (let index = 0; index < text.length;) {
    const expected: WildcardPart | undefined = pattern[part];
    if (expected === '*') {
      star = part++;
      taken = index;
    } else if (typeof expected === 'function' ? expected(text[index]) : expected === text[index]) {
      part++;
      index++;
    } else if (star >= 0) {
      part = star + 1;
      index = ++taken;
    } else {
      return false;
    }
  }
  while (pattern[part] === '*') {
    part++;
  }
  return part === pattern.length;
}
