/*
 * Hides the values of names that mean secrets, in a text that is not JSON: `name=value`, `name: value`, headers and XML. Only outputs hide
 * them, where a hidden word too many does no harm. They are not findings.
 */
import { HIDDEN } from './secret-forms';
import { BY_NAME, isSecretName, mayBeSecret, secretKind } from './secrets';
import { alternatives } from '../../../formats/language/alternatives';
import { sequence } from '../../../formats/language/sequence';

/** Values that a program fills in later, or that only name the place of the secret. */
export const REFERENCE = /\$[({\w]|^[`$@]|\{\{|^<|^~?\.{0,2}\/|^(?:file|env|vault|secret|ref\+\w+):/;

/** Names of credentials that count only in outputs, such as `auth` for a registry. */
const HIDDEN_NAME = alternatives([
  /^x-auth(?:-\w{1,30})?$/, // X-Auth-Key
  /^[\w-]{0,50}auth$/, // registry_auth
  /^client[_.-]?key[_.-]?data$/, // client-key-data
  /^(?:[\w-]{1,50}-)?(?:authentication|signature|passcode|session[_-]?id|(?:functions|subscription)[_-]?key)$/, // session_id
  /^(?:[\w.-]{0,50}[._-]|bind|root|admin|user|db)?pw$/, // db_pw
  /^(?:[\w.-]{0,50}[._-])?(?:creds?|license[_-]?key)$/, // smb_cred
], 'i');
/** Headers whose whole value is a credential. */
const HEADER = /^(?:(?:proxy-)?authorization|(?:set-)?cookie2?)$/i;

/** Words that may follow a name and a colon without being secrets: verbs of a role, and kinds of subjects. */
const GRANT = new RegExp(`^(?:${[
  'get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection', 'use', 'bind', 'escalate', 'impersonate', 'approve',
  'sign', 'user', 'group', 'serviceaccount', 'clusterrole', 'role',
].join('|')})$`, 'i');

/** Messages that may follow a name and a colon. */
export const MESSAGE = [
  'Permission denied', 'Authentication', 'Password', 'su(?=:)', 'configmap', 'references', 'No such file', 'Read-only', 'not found',
  'permission denied', 'no such file', 'open', 'stat', 'cannot', 'failed', 'invalid', 'missing', 'Operation',
  'Does not', 'Invalid type', 'String length', 'Must be',
].join('|');

/** A name at the end of a JSON pointer, as in messages of JSON Schema: `at '/auth/password': 'value' does not match`. */
const POINTER = /["'](?:\/[^/"'\s]{1,100}){0,20}?\/([A-Za-z_][\w.-]{0,99})(?:\/\d{1,9}){0,3}["']:\s{0,9}(?=["'])/g;

/** A name before a value. In a JSON string, `\n` may come before the name. A path before a colon is a resource, and no name. */
const NAMES = [
  /(?<![\w.-])(?:(?<=\\)[nrt])?([\w.-]+)\s{0,9}=(?![=~])>?\s{0,9}(?![{[(])/g,
  /(?<![\w./-])["']?([\w.-]+)["']?\s{0,9}:\s{0,9}(?=\\{0,15}["'])/g,
  new RegExp(String.raw`(?<![\w./-])(?:(?<=\\)[nrt])?([\w.-]+):\s{1,9}(?![{[(|>\s]|(?:${MESSAGE})\b)`, 'g'),
  POINTER,
  /(?:\b|(?<=\\[nrt]))set\s{1,9}\$(\w{1,100})\s{1,9}/g, // A variable of nginx.
];
const VALUE = /(\\{0,15}["'])((?:(?!\1)(?:\\.|[^\r\n]))*)|[^\s,;&"'<>]+/y;
const ELEMENT = /(<([\w.-]{1,100})>)([^<>]{1,2000})(?=<\/\2>)/g;

const SCHEME = '(?:bearer|basic|token|digest|apikey|negotiate)';
const AUTHORIZATION = sequence([
  new RegExp(String.raw`((?:\b|(?<=\\[nrt]))authorization\\?["']?\s{0,9}[:=]\s{0,9}\\?["']?(?:${SCHEME}\s{1,9})?)`),
  new RegExp(String.raw`(?!${SCHEME}\b|\\?[$<{(*])([^\s"'\\,;]{4,})`),
], 'gi');
const COOKIE = /((?<![.-])(?:\b|(?<=\\[nrt]))(?:set-)?cookie2?\\?["']?\s{0,9}[:=]\s{0,9}\\?["']?)(?![\s$<{(*])([^"'\\\r\n]+)/gi;
/** A password as in the file `.netrc`. */
const LOGIN = /(\b(?:login|machine)\s{1,9}\S{1,200}\s{1,9}password\s{1,9})(?![($<{])([^\s"'\\]+)/gi;
/** A password as in the file `.pgpass`. */
const PGPASS = /((?<![\w.:-])(?:[\w.-]{1,100}|\*):(?:\d{2,5}|\*):[\w*-]{1,100}:[\w*-]{1,100}:)([^\s"'\\:@]{4,200})/g;
/** A password in quotes after its word in a message. The name of a Secret or token also comes so, and is shown. */
const QUOTED = /(\b(?:password|passwd|passphrase)\s{1,9}\\?["'])(?=[^"'\\\r\n]{4,200}\\?["'])([^"'\\\r\n]+)/gi;
/** Settings of servers with only white space between name and value. */
const DIRECTIVE = /((?<![\w-])(?:requirepass|masterauth|rootpw|bindpw)\s{1,9})(?!["'($<{=:])([^\s"'\\]+)/gi;
/** A scheme such as `Bearer`, without its header. */
const SCHEME_ALONE = /(\b(?:Bearer|Basic)\s{1,9})(?=[\w+/=.~-]{0,200}\d)([\w+/=.~-]{8,})/g;
/** `user:password@host` without a scheme. Image digests, packages and email addresses look similar. */
const USER = sequence([
  /((?<![\w.:/@-])(?!(?:mailto|sips?|npm|acct|xmpp|workspace):)[\w.-]{1,50}:)/,
  /((?!\d{1,5}\b|v?\d{1,9}\.\d)[^\s:@/"'\\,$<{]{3,100})/,
  /(?=@(?!sha\d)[\w[])/,
], 'g');
/** A part of every text with a user and a password, for a cheap test. */
export const OF_USER = String.raw`:(?!\d{1,5}\b)[^\s:@/]{3,100}@(?!sha)|:\/\/[\w-]{8,200}@|:\d{2,5}:`;
/** A token where an address has its user: `https://TOKEN@host`. */
const TOKEN_AS_USER = /(:\/\/)(?=[^@\s/]{0,200}\d)([\w-]{8,200})(?=@)/g;
/** A block of YAML, also in a JSON string. */
const BLOCK = sequence([
  /(?<![\w./-])((?:(?<=\\)[nrt])?([\w.-]{1,100}):\s{1,9}[|>][-+\d]{0,2})/,
  /((?:(?:\\{1,7}n|\r?\n)[ \t]{1,50}(?![\w.-]{1,100}:\s)[^\s"\\][^\r\n"\\]{0,5000}){1,100})/,
], 'g');

/** A text without the values of names that mean secrets. */
export function withoutPairs(text: string): string {
  let shown = text;
  for (const pattern of [AUTHORIZATION, COOKIE, LOGIN, PGPASS, QUOTED, DIRECTIVE, SCHEME_ALONE, USER, TOKEN_AS_USER]) {
    shown = shown.replace(pattern, (_, before: string, value: string) => before + (REFERENCE.test(value) ? value : HIDDEN));
  }
  shown = shown.replace(BLOCK, (block, before: string, name: string, value: string) => isHiddenPair(name, value.replace(/^[\\nr\s]+/, ''))
    ? `${before} ${HIDDEN}`
    : block);
  shown = NAMES.reduce(withoutValues, shown);
  return shown.includes('</')
    ? shown.replace(ELEMENT, (element, start: string, name: string, value: string) => isHiddenPair(name, value) ? start + HIDDEN : element)
    : shown;
}

/** Hides the values behind names. Each value is read once, because a text can have any number of names and values. */
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

/** Whether outputs hide the value of a field or header with this name. */
export function isHiddenName(name: string): boolean {
  return isPairName(name) || HEADER.test(name);
}

/** The kind of secret beside a name in an output. */
export function hiddenKind(name: string, value: string): string | undefined {
  return secretKind(name, value) ?? (isHiddenName(name) && !isSecretName(name) && isCredential(value) ? BY_NAME : undefined);
}

/** Whether a value is long enough for a credential, and not yet hidden. */
function isCredential(value: string): boolean {
  return value.length >= 4 && !value.includes(HIDDEN) && !REFERENCE.test(value) && mayBeSecret(value);
}
