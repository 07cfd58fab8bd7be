/*
 * Strings that kubectl reads unchanged, so that they need no check by reading them back. There are three kinds: single lines that every
 * reader treats as text, quoted or not; several lines that every printer writes as a block; and short lines that were already read back
 * alone. An object with any other string, such as a string with non-ASCII characters, is read back as a whole.
 */
import { JsonObject } from '../../formats/manifest/json';

/**
 * Strings that every printer and every reader keeps, with or without quotes. They start like a word, an option or a path and contain
 * neither a comment nor a mapping. Or they are numbers with a unit, versions, addresses, or empty. Or they start with a digit and contain a
 * character that neither numbers nor dates have.
 */
const SAFE_LINE = new RegExp([
  /^(?!(?:y|yes|n|no|on|off|true|false|null)$)(?!.* #)(?:--?)?[a-z/](?:[ -9;-~]|:(?=\S))*(?<! )$/i,
  /^(?:\d{1,15}(?:m|s|h|%|[KMGTPE]i)?)?$/,
  /^\d{1,3}(?:\.\d{1,3}){2,3}$/,
  /^\d(?=[\w./@=+:-]*(?<!:)$)[^g-hj-mqrsuvwy/@=]*[g-hj-mqrsuvwy/@=]/,
].map(({ source }) => source).join('|'), 'i');

/** kubectl reads keys of up to 1,024 characters, quotes and escapes included, without a `?` in front of them. */
export const MAX_KEY_LENGTH = 1000;

/**
 * Whether no string of a value needs to be read back: a cheap test that most objects pass.
 *
 * @param isReadBack whether a string is read back unchanged as a key, as a value and in a list
 */
export function isSafe(value: unknown, isReadBack: (text: string) => boolean): boolean {
  if (typeof value === 'string') {
    return isSafeLine(value) || isSafeBlock(value) || isOneLine(value) && isReadBack(value);
  }
  if (Array.isArray(value)) {
    for (const item of value) {
      if (!isSafe(item, isReadBack)) {
        return false;
      }
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const key in value) {
      const isSafeKey = key.length <= MAX_KEY_LENGTH && (isSafeLine(key) || isOneLine(key) && isReadBack(key));
      if (!isSafeKey || !isSafe((value as JsonObject)[key], isReadBack)) {
        return false;
      }
    }
  }
  return true;
}

/** Whether every reader treats a string on one line as text, as a key and as a value. */
export function isSafeLine(text: string): boolean {
  return SAFE_LINE.test(text);
}

/**
 * Whether a multi-line string is the same in every block of YAML, at any indentation: its first line is not indented, no line ends in white
 * space, and it ends with at most one line break.
 */
export function isSafeBlock(text: string): boolean {
  return text.includes('\n') && !UNSAFE_IN_BLOCK.test(text);
}

const UNSAFE_IN_BLOCK = /^\s|[ \t](?:\n|$)|\n\n$|[^\t\n -~]/;

/** Whether a string can be read back alone. A document separator is printed differently at the top level than below. */
function isOneLine(text: string): boolean {
  return ONE_LINE.test(text);
}

const ONE_LINE = /^(?!---|\.\.\.|%)[ -~]{1,200}$/;
