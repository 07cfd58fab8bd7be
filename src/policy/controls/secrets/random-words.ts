/*
 * Hides words that look random, such as generated passwords and tokens: no list of their forms and names can be complete. They are not
 * findings, because an identifier can look the same.
 */
import { HIDDEN } from './secret-forms';

/** A word as in a token, which can end with the padding of Base64. */
const WORD = /[\w-]{12,}={0,2}/g;
const LETTERS_AND_DIGITS = /[A-Za-z\d]{12,}/g;
/** What a generated word has. Lookaheads in one expression would read a long word again from each of its letters. */
const MIX = [/[a-z]/, /[A-Z]/, /\d/];
/** The parts of an identifier: words with an initial, abbreviations and numbers. */
const PART = /[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g;
/** The maximum average length of the parts of a random word. The parts of an identifier are longer. */
const LONGEST_PART = 2;

/** A text without words that look random. */
export function withoutRandomWords(text: string): string {
  return text.replace(WORD, (word) => isRandom(word) ? HIDDEN : word);
}

function isRandom(word: string): boolean {
  const mixed = word.match(LETTERS_AND_DIGITS)?.filter((part) => MIX.every((each) => each.test(part))) ?? [];
  return mixed.some((part) => part.length <= LONGEST_PART * part.match(PART)!.length);
}
