/* Finds secrets in the words of commands, by the rules of `secrets.ts`. */
import { isSecretName, secretIn, secretKind } from './secrets';
import { asString } from '../../formats/manifest/json';

/** A secret in a word of a command. */
export interface WordSecret {
  /** The option or variable that contains it, as it is written; absent if the form of the word shows the secret. */
  readonly name?: string;
  readonly kind: string;
}

/** A part of every name of a secret. It rules out nearly all words cheaply. */
const MAY_NAME_SECRET = /pass|pwd|secret|token|credential|jwt|bearer|key|auth|curl/i;

/** `--name=value`, `-Dname=value`, `name=value`. */
const NAMED = /^((?:--?|-D|\/)?([A-Za-z_][\w.:-]{0,99}))=(.*)$/s;
const OPTION = /^--?([A-Za-z][\w.-]{0,99})$/;

/** Options that only switch something on or off, so that the next word is not their value. */
const SWITCH = /^(?:no|skip|use|enable|disable|allow|require|rotate|show|print|with|without|generate|watch|sync|create)[_.-]/i;

/** Values that are filled in later, or that name the place of the secret. */
const REFERENCE = /\$[({\w]|^[`$@]|\{\{|^<|^~?\.{0,2}\/|^(?:file|env|vault|secret|ref\+\w+):/;

/** An option that ends with "secret" usually names a Secret, unless it is the name of a known kind of secret. */
const OF_OBJECT = /secrets?$/i;
const OF_APPLICATION = /(?:client|app|api|auth|jwt|hmac|cookie|session|shared|signing|consumer|master|token|user)[_.-]?secrets?$/i;
const OBJECT_NAME = /^[a-z\d](?:[-a-z\d./]*[a-z\d])?$/;

/** The options of curl for basic authentication. */
const USER_OPTIONS = new Set(['-u', '--user', '--proxy-user']);
const USER_AND_PASSWORD = /^[^\s:$<{]+:(?!\d{1,5}$)[^\s:$<{*]+$/;
const CURL = /(?:^|\/)curl$/;
/** The maximum distance between a program and its option. */
const NEAR = 20;

/** The words of a script, with their quotes. */
const WORDS_OF_SCRIPT = /(?:[^\s'";|&()]|"[^"]*"|'[^']*')+/g;
const COMMENT = /^[ \t]*#.*$/gm;

/** The first secret in a word of a command. A word with spaces is read as a script. */
export function secretInWord(words: readonly unknown[], index: number): WordSecret | undefined {
  const word = asString(words[index]);
  if (word === undefined || word === '') {
    return undefined;
  }
  const before = index > 0 ? asString(words[index - 1]) : undefined;
  if (!MAY_NAME_SECRET.test(word) && !(before !== undefined && mayTakeSecret(before))) {
    return ofForm(word);
  }
  return (before !== undefined ? afterOption(before, word, words, index) : undefined) ?? ofName(word) ?? ofForm(word) ?? (/\s/.test(word) ? inScript(word) : undefined);
}

function mayTakeSecret(option: string): boolean {
  return option.startsWith('-') && (USER_OPTIONS.has(option) || MAY_NAME_SECRET.test(option));
}

/** Every secret in the text of a script, one for each name. */
export function secretsInScript(text: string): readonly WordSecret[] {
  if (!MAY_NAME_SECRET.test(text)) {
    const found = ofForm(text);
    return found ? [found] : [];
  }
  const words = text.replace(COMMENT, '').match(WORDS_OF_SCRIPT)?.map((word) => word.replace(/["']/g, '')) ?? [];
  const found = words.flatMap((word, index) =>
    (index > 0 ? afterOption(words[index - 1], word, words, index) : undefined) ?? ofName(word) ?? ofForm(word) ?? []);
  return [...new Map(found.map((each) => [each.name ?? each.kind, each])).values()];
}

function inScript(text: string): WordSecret | undefined {
  return secretsInScript(text)[0];
}

function ofForm(word: string): WordSecret | undefined {
  const kind = secretIn(word);
  return kind === undefined ? undefined : { kind };
}

/** A value may be a setting with its own name, as in `--set db.password=secret`. */
function ofName(word: string, depth = 0): WordSecret | undefined {
  const [, written, name, value] = NAMED.exec(word) ?? [];
  if (written === undefined) {
    return undefined;
  }
  const kind = kindOf(name, value);
  return kind !== undefined ? { name: written, kind } : depth < 3 ? ofName(value, depth + 1) : undefined;
}

function afterOption(option: string, value: string, words: readonly unknown[], index: number): WordSecret | undefined {
  const [, name] = OPTION.exec(option) ?? [];
  if (name === undefined || value.startsWith('-')) {
    return undefined;
  }
  if (USER_OPTIONS.has(option)) {
    const isOfCurl = () => words.slice(Math.max(0, index - NEAR), index).some((word) => typeof word === 'string' && CURL.test(word));
    return USER_AND_PASSWORD.test(value) && isOfCurl() ? { name: option, kind: 'a user and a password' } : undefined;
  }
  const kind = SWITCH.test(name) || !isSecretName(name) || NAMED.test(value) ? undefined : kindOf(name, value);
  return kind === undefined ? undefined : { name: option, kind };
}

function kindOf(name: string, value: string): string | undefined {
  const isObject = OF_OBJECT.test(name) && !OF_APPLICATION.test(name) && OBJECT_NAME.test(value);
  return isObject || REFERENCE.test(value) ? secretIn(value) : secretKind(name, value);
}
