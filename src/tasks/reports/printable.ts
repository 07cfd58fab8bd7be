/**
 * What would move the cursor, break the line, turn the order of letters round or not be seen; and `##[`, `##vso[`, by which logs of
 * GitHub and Azure tell a command wherever it stands in a line.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\u2028\u2029]|#(?=\w*\[)/gu;

/** Most texts: it is faster to find that out first. */
const PLAIN = /^[ -"$-~]*$/;

/** A text from a manifest as one line for a terminal: names in manifests can contain anything, even lines that look like ours. */
export function printable(text: string): string {
  return PLAIN.test(text) ? text : text.replace(UNPRINTABLE, (character, offset: number) => character === '#' && text[offset - 1] !== '#' ? character : escaped(character));
}

/** As JSON escapes it: a character beyond 16 bits by its two halves. */
function escaped(character: string): string {
  return character.split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
}
