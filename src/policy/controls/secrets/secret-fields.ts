/* Hides the values of JSON fields whose names mean secrets. The JSON can be a part of a text, or be inside a JSON string. */
import { HIDDEN } from './secret-forms';
import { hiddenKind } from './secret-pairs';
import { isSecretName, mayBeSecret, snakeCase } from './secrets';

const NAME = String.raw`[\w./ -]{1,100}`;
const TEXT = String.raw`(?:[^"\\]|\\.)*`;

/** `"name": "value"`. */
const FIELD = new RegExp(`"(${NAME})"(\\s{0,9}:\\s{0,9})"(${TEXT})"`, 'g');
/** `"name": 123456`. */
const NUMBER = new RegExp(`"(${NAME})"(\\s{0,9}:\\s{0,9})(-?\\d[\\d.eE+-]*)`, 'g');
/** `"name": ["one", "two"]`. */
const LIST = new RegExp(`"(${NAME})"(\\s{0,9}:\\s{0,9})\\[([^\\[\\]{}]*)\\]`, 'g');
/** `"name": "name", "value": "value"`, as variables and parameters are written. */
const PAIR = new RegExp(`("(?:name|key)"\\s{0,9}:\\s{0,9}"(${NAME})"\\s{0,9},\\s{0,9}"value"\\s{0,9}:\\s{0,9})"(${TEXT})"`, 'g');
/** A `FIELD` inside a JSON string, with escaped quotes. */
const ESCAPED = new RegExp(String.raw`(\\{1,15}")(${NAME})(\1\s{0,9}:\s{0,9}\1)(.{0,2000}?)((?<!\\)\1\s{0,9}[,}\]])`, 'gs');

/** The options of a CSI or flex driver. Each driver chooses its own names. */
const DRIVER_OPTIONS = /"(?:volumeAttributes|options)"\s{0,9}:\s{0,9}\{[^{}]*\}/g;
/** Options that end with one of these words name or describe an object. They are not secrets. */
const DESCRIPTION = new RegExp(`(?:^|[_./-])(?:${[
  'accounts?', 'address(?:es)?', 'buckets?', 'class(?:es)?', 'clusters?', 'containers?', 'dir(?:ectory)?', 'drivers?', 'duration',
  'endpoints?', 'fs(?:type)?', 'groups?', 'handle', 'hosts?', 'ids?', 'image', 'issuer', 'kind', 'labels?', 'mode', 'monitors?', 'names?',
  'namespaces?', 'path', 'pools?', 'ports?', 'profile', 'protocol', 'providers?', 'region', 'servers?', 'shares?', 'size', 'source',
  'target', 'type', 'version', 'volumes?', 'zones?',
].join('|')})$`, 'i');
/** A value that can be a password: a single word with letters and digits. */
const PASSWORD = /^(?=.*[a-z])(?=.*\d)[^\s/,;]{6,}$/i;

function withoutDriverOptions(text: string): string {
  return text.replace(DRIVER_OPTIONS, (options) => options.replace(FIELD, (field, name: string, between: string, value: string) =>
    PASSWORD.test(value) && !value.includes(HIDDEN) && mayBeSecret(value) && !DESCRIPTION.test(snakeCase(name))
      ? `"${name}"${between}"${HIDDEN}"`
      : field));
}

/** A text without the values of keys that are names of secrets. */
export function withoutFields(text: string): string {
  if (!text.includes('":') && !text.includes('" :')) {
    return text;
  }
  const shown = text
    .replace(FIELD, (field, name: string, between: string, value: string) => isSecret(name, value)
      ? `"${name}"${between}"${HIDDEN}"`
      : field)
    .replace(NUMBER, (field, name: string, between: string, value: string) => isSecret(name, value)
      ? `"${name}"${between}"${HIDDEN}"`
      : field)
    .replace(LIST, (field, name: string, between: string, values: string) =>
      isSecretName(name) && values.split(',').some((value) => isSecret(name, value.trim().replace(/^"|"$/g, '')))
        ? `"${name}"${between}["${HIDDEN}"]`
        : field)
    .replace(PAIR, (pair, before: string, name: string, value: string) => isSecret(name, value) ? `${before}"${HIDDEN}"` : pair);
  return withoutEscaped(withoutDriverOptions(shown), 0);
}

/** Hides fields at all levels: a JSON string can contain JSON with further JSON strings. */
function withoutEscaped(text: string, depth: number): string {
  return text.replace(ESCAPED, (_, quote: string, name: string, between: string, value: string, after: string) =>
    `${quote}${name}${between}${isSecret(name, value) ? HIDDEN : inner(value, depth)}${after}`);
}

function inner(value: string, depth: number): string {
  return depth < MAX_DEPTH && value.includes('\\') ? withoutEscaped(value, depth + 1) : value;
}

const MAX_DEPTH = 3;

/** Whether a value is a secret. False for a value that is already hidden. */
function isSecret(name: string, value: string): boolean {
  return value !== HIDDEN && mayBeSecret(value) && hiddenKind(name, value) !== undefined;
}
