import { resolvePlain } from '../plain';

/** A JSON value that is neither an array nor an object, or a key, on one line: every reader of YAML 1.1 or 1.2 reads the same. */
export function printScalar(value: unknown): string {
  return typeof value === 'string' ? printString(value) : JSON.stringify(value) ?? 'null';
}

/** A text, in quotes only where it needs them. */
export function printString(text: string): string {
  return isPlain(text) ? text : quote(text);
}

/** A text in double quotes: JSON, with escapes for characters that look like a line break or are invisible. */
export function quote(text: string): string {
  return JSON.stringify(text).replace(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const UNSEEN = /[\x7F-\xA0\u2028\u2029\uFEFF\uFFFE\uFFFF]/g;

/** Rather too many quotes: a text that begins like a number is a number, a time, or a date to some reader, unless it has a unit. */
function isPlain(text: string): boolean {
  return (WORDS.test(text) || QUANTITY.test(text)) && !KEYWORD.test(text) && resolvePlain(text) === text;
}

/** Words and paths that begin with a letter, such as images; colons and signs only inside, spaces only between words. */
const WORDS = /^[a-z_/$](?:[\w./$+-]|[:@=](?=[\w/.$+-])| (?=[a-z_/$]))*$/i;
const QUANTITY = /^\d+(?:\.\d+)?(?:m|k|M|G|T|P|Ki|Mi|Gi|Ti|Pi|s|h)$/;
const KEYWORD = /^(?:y|yes|n|no|on|off|true|false|null|nan|inf)$/i;

/**
 * A text of several lines as a block, as its header and its lines. Undefined if a block cannot contain it, or would be misleading: lines
 * that begin or end with invisible white space, or characters that need escapes.
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
