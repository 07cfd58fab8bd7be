/*
 * Strings that kubectl certainly reads unchanged, so that their object need not be read back. There are three kinds: single lines that all
 * readers treat as text, quoted or not; multi-line strings that all printers write as a block; and printable strings that were read back
 * alone. An object with any other string, such as a string with control characters, is read back as a whole.
 */
import { JsonObject } from '../../formats/manifest/json';

/** Printable characters except ASCII, white space and surrogates. */
const OTHERS = String.raw`\u00A1-\u167F\u1681-\u1FFF\u2010-\u2027\u2030-\u205E\u2060-\u2FFF\u3001-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD`;

/** The rest of a line without quotes. It contains neither a comment nor a mapping. */
const REST = String.raw`(?!.*(?: #|:(?: |$)))[ -~${OTHERS}]*(?<! )$`;

/** Strings that all printers and readers keep, with or without quotes. */
const SAFE_LINE = new RegExp([
  // Words, options, paths and variables.
  String.raw`^(?!(?:y|yes|n|no|on|off|true|false|null)$)(?:--?)?[a-z/]${REST}`,
  String.raw`^[$(;\\^${OTHERS}]${REST}`,
  // Numbers with a unit, versions, addresses, and the empty string.
  String.raw`^(?:\d{1,15}(?:m|s|h|%|[KMGTPE]i)?)?$`,
  String.raw`^\d{1,3}(?:\.\d{1,3}){2,3}$`,
  // Text with a character that is in neither numbers nor dates.
  String.raw`^\d(?=[\w./@=+:-]*(?<!:)$)[^g-hj-mqrsuvwy/@=]*[g-hj-mqrsuvwy/@=]`,
  // Text that all printers must quote.
  String.raw`^(?:[,[\]{}#&*!|>'"@\x60 ]|[?:](?: |$)|- )[ -~]*$`,
  String.raw`^(?!---|\.\.\.|%)(?=[ -~]*$).*(?:: | #|:$| $)`,
].join('|'), 'i');

/** Maximum length of a key, with room for quotes and escapes. kubectl needs a `?` before keys of more than 1,024 characters. */
export const MAX_KEY_LENGTH = 1000;

/**
 * Whether no string of a value needs to be read back. The test is fast, and true for most objects.
 *
 * @param isReadBack whether a string is read back unchanged as a key, as a value and in a list
 */
export function isSafe(value: unknown, isReadBack: (text: string) => boolean): boolean {
  if (typeof value === 'string') {
    return isSafeLine(value) || isSafeBlock(value) || isPrintable(value) && isReadBack(value);
  }
  if (Array.isArray(value)) {
    for (const item of value) {
      if (!isSafe(item, isReadBack)) {
        return false;
      }
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const key in value) {
      const isSafeKey = key.length <= MAX_KEY_LENGTH && (isSafeLine(key) || isPrintable(key) && !key.includes('\n') && isReadBack(key));
      if (!isSafeKey || !isSafe((value as JsonObject)[key], isReadBack)) {
        return false;
      }
    }
  }
  return true;
}

/** Whether all readers treat a single-line string as text, as a key and as a value. */
export function isSafeLine(text: string): boolean {
  return SAFE_LINE.test(text);
}

/**
 * Whether a multi-line string is the same in every YAML block, at any indentation: its first line is not indented, no line ends in white
 * space, and it ends with at most one line break.
 */
export function isSafeBlock(text: string): boolean {
  return text.includes('\n') && !UNSAFE_IN_BLOCK.test(text);
}

const UNSAFE_IN_BLOCK = new RegExp(String.raw`^\s|[ \t](?:\n|$)|\n\n$|[^\t\n -~${OTHERS}]`);

/** Whether a string can be read back alone. A document separator is printed differently at the top level. */
function isPrintable(text: string): boolean {
  return !UNPRINTABLE.test(text);
}

const UNPRINTABLE = new RegExp([
  String.raw`^(?:---|\.\.\.|%)`,
  String.raw`[^\t\n -~${OTHERS}\uD800-\uDFFF]`,
  String.raw`[\uD800-\uDBFF](?![\uDC00-\uDFFF])`,
  String.raw`(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]`,
].join('|'));
