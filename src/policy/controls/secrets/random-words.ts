/*
 * Hides words that look random, such as generated passwords and tokens: no list of their forms and names can be complete. They are not
 * findings, because an identifier can look the same.
 */
import { HIDDEN } from './secret-forms';

/** A word as in a token, which can end with the padding of Base64. */
const WORD = /[\w-]{12,}={0,2}/g;
/** Generated words have lower case, upper case and digits. */
const MIXED = /(?=[A-Za-z\d]*[a-z])(?=[A-Za-z\d]*[A-Z])(?=[A-Za-z\d]*\d)[A-Za-z\d]{12,}/g;
/** The parts of an identifier: words with an initial, abbreviations and numbers. */
const PART = /[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g;
/** The maximum average length of the parts of a random word. The parts of an identifier are longer. */
const LONGEST_PART = 2;

/** A text without words that look random. */
export function withoutRandomWords(text: string): string {
  return text.replace(WORD, (word) => isRandom(word) ? HIDDEN : word);
}

function isRandom(word: string): boolean {
  return word.match(MIXED)?.some((part) => part.length <= LONGEST_PART * part.match(PART)!.length) ?? false;
}
