/**
 * Characters that move the cursor, break the line, reverse the text direction, or are invisible. Also `##[` and `##vso[`, which logs of
 * GitHub and Azure read as commands at any position of a line.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\u2028\u2029]|#(?=\w*\[)/gu;

/** Text that needs no escapes. Most texts match, and this test is faster than a replacement. */
const PLAIN = /^[ -"$-~]*$/;

/** A text from a manifest as one printable line. Names in manifests can contain anything, even lines that look like ours. */
export function printable(text: string): string {
  return PLAIN.test(text)
    ? text
    : text.replace(UNPRINTABLE, (character, offset: number) => character === '#' && text[offset - 1] !== '#'
      ? character
      : escaped(character));
}

/** An escape as in JSON. A character beyond 16 bits becomes two surrogates. */
function escaped(character: string): string {
  return character.split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
}
