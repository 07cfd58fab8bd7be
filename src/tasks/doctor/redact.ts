import { sequence } from '../../formats/language/sequence';
import { asArray, asObject, JsonObject } from '../../formats/manifest/json';
import { HIDDEN, withoutForms } from '../../policy/controls/secrets/secret-forms';
import { MESSAGE } from '../../policy/controls/secrets/secret-pairs';
import { withoutSecrets } from '../../policy/controls/secrets/secret-words';
import { isSecretName, secretKind } from '../../policy/controls/secrets/secrets';

/** Names of secrets in a log. Names that only describe a secret also count here, because hiding too much does no harm. */
const IN_LOG = /pass(?:word|wd|phrase)?|pwd|secret|token|(?:api|access|private)[-_]?key|credential/i;
/** More names for variables and options. The log must not have their values anywhere. */
const OF_VARIABLE = /auth(?:orization)?|dsn|connection[-_]?string|database[-_]?url/i;

/** The minimum length of a hidden value. A shorter one could be a word of the message. */
const SHORTEST = 4;

type Patterns = readonly (readonly [RegExp, string])[];

/** Forms that only the report hides: parts of secrets, and texts that may be harmless. */
const SHAPES: Patterns = [
  // A password in an address, also one that a variable could fill in: scheme://user:password@host.
  [/(\b[a-z][\w+.-]{0,30}:\/\/[^\s:/@]{0,200}:)[^\s@/]{1,1000}(?=@)/gi, `$1${HIDDEN}`],
  [/\b(Bearer|Basic|Token)\s+[\w+/=.~-]{8,}/g, `$1 ${HIDDEN}`],
  [/\beyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/g, HIDDEN],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{12,}|\b(?:gh[pousr]|glpat|xox[abpr]|sk)[-_][\w-]{12,}/g, HIDDEN],
  // A line of a key or certificate, without its first one.
  [/^\s*[A-Za-z0-9+/]{40,}={0,2}\s*$/g, HIDDEN],
  [/(\bhooks\.slack\.com\/services\/|\bdiscord(?:app)?\.com\/api\/webhooks\/)\S+/g, `$1${HIDDEN}`],
];

const SECRET = /(?:password|passwd|passphrase|secret|token|(?:api|access|private|auth|secret|session)[ _-]?(?:key|token))/;
const IS = new RegExp(String.raw`(\b${SECRET.source}\s+(?:is|was|are)\s+["']?)`);
/** Words of a message about a secret, which are not its value. */
const NO_VALUES = [
  'not', 'no', 'an?', 'the', 'in', 'too', 'also', 'now', 'only', 'empty', 'missing', 'required', 'invalid', 'expired', 'wrong', 'set',
  'unset', 'needed', 'unknown', 'incorrect', 'mandatory', 'deprecated', 'ignored', 'used', 'valid', 'null', 'undefined', 'disabled',
  'enabled', 'read', 'from', 'for', 'at',
];

/** Secrets that are recognized by the words around them. */
const WORDS: Patterns = [
  // The password of user x: value.
  [/(\bpass(?:word|phrase) (?:for|of) (?:the )?(?:user|account|role)?\s*\S+:\s+)\S+/gi, `$1${HIDDEN}`],
  // using password value, the token is value. A name in quotes, a path and a word of the message are not values.
  [/(\b(?:password|passwd|passphrase)\s+)(?!['"/(])(?=\S*\d)(?=\S*[A-Za-z])[^\s,;]{4,}/gi, `$1${HIDDEN}`],
  [new RegExp(`${IS.source}(?!(?:${NO_VALUES.join('|')})\\b)[^\\s"',;]{4,}`, 'gi'), `$1${HIDDEN}`],
];

/** `name=value`, `name: value`, `--name value`. A word of the message is not a value, and neither is the tag of an image. */
const NAMED = sequence([
  /(?<!\bvolume ["'])(?<![\w.-])/,
  /(?!(?<=\/)[\w.-]+:(?:v?\d{1,4}(?:\.\d{1,4}){1,3}(?:-[a-z]\w{0,15})?|latest)(?![\w.-]))/, // The tag of an image.
  /([\w.-]+)(["']?\s*(?:=|:(?!\/)|=>)\s*)/,
  new RegExp(String.raw`(?!\(|(?:${MESSAGE})\b)("[^"]*"|'[^']*'|[^\s,;&"']+)`),
], 'g');
const OPTION = /(?<![\w-])--?([A-Za-z][\w.-]*)(\s+)(?!-)(\S+)/g;

function withoutNamed(text: string): string {
  return [NAMED, OPTION].reduce((rest, pattern) => rest.replace(pattern, (whole: string, name: string, _: string, value: string) =>
    isNameInLog(name) && !value.includes(HIDDEN) ? whole.slice(0, whole.length - value.length) + HIDDEN : whole), text);
}

function replaced(text: string, patterns: Patterns): string {
  return patterns.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text);
}

/**
 * Hides texts that look like secrets before printing.
 *
 * @param isProposal whether this library proposes the text, with names from others: `serviceAccountToken: true` is not secret there
 */
export type Redact = (text: string, isProposal?: boolean) => string;

/** Knows the values of variables whose names look secret, and the data of Secrets, in the objects. */
export function redactorOf(objects: readonly JsonObject[]): Redact {
  const values = [...new Set(objects.flatMap(secretValues))].filter((value) => value.length >= SHORTEST)
    .sort((one, other) => other.length - one.length);
  return (text, isProposal = false) => {
    const known = values.reduce((rest, value) => rest.split(value).join(HIDDEN), text);
    return isProposal ? replaced(withoutForms(known), SHAPES) : withoutNamed(replaced(withoutSecrets(known), [...SHAPES, ...WORDS]));
  };
}

function secretValues(object: JsonObject): readonly string[] {
  const found: string[] = [];
  visit(object);
  return found;

  function visit(value: unknown): void {
    if (Array.isArray(value)) {
      value.forEach(visit);
    } else if (typeof value === 'object' && value !== null) {
      const json = value as JsonObject;
      for (const { name, value: literal } of asArray(json.env).map(asObject)) {
        if (typeof name === 'string' && typeof literal === 'string' && isSecret(name, literal)) {
          found.push(literal);
        }
      }
      found.push(...[json.command, json.args].flatMap((words) => secretArguments(asArray(words))));
      if (json.kind === 'Secret') {
        Object.values(asObject(json.stringData)).forEach((text) => typeof text === 'string' && found.push(...linesOf(text)));
        Object.values(asObject(json.data))
          .forEach((text) => typeof text === 'string' && found.push(text, ...linesOf(Buffer.from(text, 'base64').toString())));
      }
      Object.values(json).forEach(visit);
    }
  }
}

function isNameInLog(name: string): boolean {
  return isSecretName(name) || IN_LOG.test(name);
}

function isSecret(name: string, value: string): boolean {
  return isNameInLog(name) || OF_VARIABLE.test(name) || secretKind(name, value) !== undefined;
}

/** A log has each line of a value on its own. */
function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/).map((line) => line.trim());
}

/** The values of options whose names look secret: `--token=value`, and `--token value`. */
function secretArguments(words: readonly unknown[]): readonly string[] {
  return words.flatMap((word, index) => {
    const [, name, own] = typeof word === 'string' ? /^--?([\w.-]+)(?:=(.*))?$/s.exec(word) ?? [] : [];
    const value = own ?? words[index + 1];
    return name !== undefined && typeof value === 'string' && isSecret(name, value) && !value.startsWith('-') ? [value] : [];
  });
}
