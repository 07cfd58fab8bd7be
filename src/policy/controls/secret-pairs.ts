/*
 * Hides secrets beside their names in a text that is not JSON: `name=value`, `name: value`, headers and XML. Every output hides them, but
 * they are not findings of their own: hiding a word too many does no harm.
 */
import { HIDDEN } from './secret-forms';
import { BY_NAME, isSecretName, mayBeSecret, secretKind } from './secrets';

/** Values that are filled in later, or that name the place of the secret. */
export const REFERENCE = /\$[({\w]|^[`$@]|\{\{|^<|^~?\.{0,2}\/|^(?:file|env|vault|secret|ref\+\w+):/;

/** Fields with credentials whose names name secrets only here: `auth` is of a registry. */
const HIDDEN_NAME = /^(?:x-auth(?:-\w{1,30})?|auth|identity_?token|client[_.-]?key[_.-]?data)$/i;
/** Headers that have credentials in a form of their own. */
const HEADER = /^(?:(?:proxy-)?authorization|(?:set-)?cookie2?)$/i;

/** After a name and a colon: the verbs of a role, and the kinds of its subjects. */
const GRANT = /^(?:get|list|watch|create|update|patch|delete|deletecollection|use|bind|escalate|impersonate|approve|sign|user|group|serviceaccount|clusterrole|role)$/i;

/** After a name and a colon: a message about it. */
export const MESSAGE = [
  'Permission denied', 'Authentication', 'Password', 'su(?=:)', 'configmap', 'references', 'No such file', 'Read-only', 'not found', 'permission denied',
  'no such file', 'open', 'stat', 'cannot', 'failed', 'invalid', 'missing', 'Operation',
].join('|');

/** A name before its value. In JSON, a line ends with the letter n behind a backslash. A path before a colon is a resource. */
const NAMES = [
  /(?<![\w.-])(?:(?<=\\)[nrt])?([\w.-]+)\s{0,9}=(?![=~])>?\s{0,9}(?![{[(])/g,
  new RegExp(String.raw`(?<![\w./-])(?:(?<=\\)[nrt])?([\w.-]+):\s{1,9}(?![{[(|>\s]|(?:${MESSAGE})\b)`, 'g'),
];
const VALUE = /(\\{0,15}["'])((?:(?!\1)(?:\\.|[^\r\n]))*)|[^\s,;&"'<>]+/y;
const ELEMENT = /(<([\w.-]{1,100})>)([^<>]{1,2000})(?=<\/\2>)/g;

const SCHEME = '(?:bearer|basic|token|digest|apikey|negotiate)';
const AUTHORIZATION = new RegExp(String.raw`((?:\b|(?<=\\[nrt]))authorization\\?["']?\s{0,9}[:=]\s{0,9}\\?["']?(?:${SCHEME}\s{1,9})?)(?!${SCHEME}\b|\\?[$<{(*])([^\s"'\\,;]{4,})`, 'gi');
const COOKIE = /((?<![.-])(?:\b|(?<=\\[nrt]))(?:set-)?cookie2?\s{0,9}[:=]\s{0,9}\\?["']?)(?![\s$<{(*])([^"'\\\r\n]+)/gi;
/** As in a file `.netrc`. */
const LOGIN = /(\b(?:login|machine)\s{1,9}\S{1,200}\s{1,9}password\s{1,9})(?![($<{])([^\s"'\\]+)/gi;

/** A text without the values of pairs whose names say that they are secrets. */
export function withoutPairs(text: string): string {
  let shown = text;
  for (const pattern of [AUTHORIZATION, COOKIE, LOGIN]) {
    shown = shown.replace(pattern, (_, before: string, value: string) => before + (REFERENCE.test(value) ? value : HIDDEN));
  }
  shown = NAMES.reduce(withoutValues, shown);
  return shown.includes('</')
    ? shown.replace(ELEMENT, (element, start: string, name: string, value: string) => isHiddenPair(name, value) ? start + HIDDEN : element)
    : shown;
}

/** Reads no value twice, and none beside another name: a text can have any number of both. */
function withoutValues(text: string, names: RegExp): string {
  let result = '';
  let end = 0;
  names.lastIndex = 0;
  for (let found = names.exec(text); found !== null; found = names.exec(text)) {
    if (isPairName(found[1])) {
      VALUE.lastIndex = names.lastIndex;
      const [whole = '', quote = '', quoted = whole] = VALUE.exec(text) ?? [];
      const start = names.lastIndex + quote.length;
      if (isHiddenPair(found[1], quoted)) {
        result += text.slice(end, start) + HIDDEN;
        end = start + quoted.length;
      }
      names.lastIndex += whole.length;
    }
  }
  return result + text.slice(end);
}

function isHiddenPair(name: string, value: string): boolean {
  return isPairName(name) && !REFERENCE.test(value) && !GRANT.test(value) && hiddenKind(name, value) !== undefined;
}

function isPairName(name: string): boolean {
  return isSecretName(name) || HIDDEN_NAME.test(name);
}

/** Whether no output shows the value of a field or a header with this name. */
export function isHiddenName(name: string): boolean {
  return isPairName(name) || HEADER.test(name);
}

/** The kind of secret beside a name, where it is shown only. */
export function hiddenKind(name: string, value: string): string | undefined {
  return secretKind(name, value) ?? (isHiddenName(name) && !isSecretName(name) && isCredential(value) ? BY_NAME : undefined);
}

/** As long as one is, and not yet hidden. */
function isCredential(value: string): boolean {
  return value.length >= 4 && !value.includes(HIDDEN) && !REFERENCE.test(value) && mayBeSecret(value);
}
