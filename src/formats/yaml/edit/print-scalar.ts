import { resolvePlain } from '../plain';

/** A JSON value other than an array or object, or a key, on one line. All readers of YAML 1.1 and 1.2 read the same value. */
export function printScalar(value: unknown): string {
  return typeof value === 'string' ? printString(value) : JSON.stringify(value) ?? 'null';
}

/** A text, with quotes only if it needs them. */
export function printString(text: string): string {
  return isPlain(text) ? text : quote(text);
}

/** A text in double quotes: JSON, with escapes for characters that are invisible or look like a line break. */
export function quote(text: string): string {
  return JSON.stringify(text).replace(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const UNSEEN = /[\x7F-\xA0\u2028\u2029\uFEFF\uFFFE\uFFFF]/g;

/**
 * Whether a text needs no quotes. In doubt it gets them: some readers take a text that begins like a number for a number, a time or a date.
 */
function isPlain(text: string): boolean {
  return (WORDS.test(text) || QUANTITY.test(text)) && !KEYWORD.test(text) && resolvePlain(text) === text;
}

/** Words and paths that begin with a letter, such as images. Colons and signs are only inside, and spaces only between words. */
const WORDS = /^[a-z_/$](?:[\w./$+-]|[:@=](?=[\w/.$+-])| (?=[a-z_/$]))*$/i;
const QUANTITY = /^\d+(?:\.\d+)?(?:m|k|M|G|T|P|Ki|Mi|Gi|Ti|Pi|s|h)$/;
const KEYWORD = /^(?:y|yes|n|no|on|off|true|false|null|nan|inf)$/i;

/**
 * A multi-line text as a block: its header and its lines. Undefined if a block cannot contain the text, or would be misleading because of
 * invisible white space at the ends of lines, or characters that need escapes.
 */
export function blockOf(value: unknown): { header: string; lines: string[] } | undefined {
  if (typeof value !== 'string' || !value.includes('\n') || !/^[^\s]/.test(value) || !BLOCK_TEXT.test(value) || / \n/.test(value)) {
    return undefined;
  }
  const lines = value.split('\n');
  if (lines[lines.length - 1] !== '') {
    return { header: '|-', lines };
  }
  lines.pop();
  return lines[lines.length - 1] === '' ? undefined : { header: '|', lines };
}

const BLOCK_TEXT = /^[\n\x20-\x7E\u00A1-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD]*[^\s]\n?$/;
