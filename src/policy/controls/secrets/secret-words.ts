/* Finds and hides secrets in the words of commands, by the rules of `secrets.ts`. */
import { OPTIONS_OF, PasswordOption, PORTS, PUBLIC_PASSWORD } from './password-options';
import { withoutRandomWords } from './random-words';
import { withoutFields } from './secret-fields';
import { HIDDEN, secretIn, withoutForms } from './secret-forms';
import { OF_USER, REFERENCE, withoutPairs } from './secret-pairs';
import { BY_NAME, isKeyInSecret, isSecretName, mayBeSecret, secretKind, secretParameter } from './secrets';
import { programName } from '../../../formats/shell/command';

/** A secret in a word of a command. */
export interface WordSecret {
  /** The option or variable with the secret, as written; absent if the form of the word shows the secret. */
  readonly name?: string;
  readonly kind: string;
}

/** A secret with its text, which no finding shows. The text is absent for a secret with a known form. */
interface ReadSecret extends WordSecret {
  readonly secret?: string;
}

/** Each name of a secret, and each program that takes a password, contains one of these. A cheap test that excludes nearly all texts. */
const PARTS = [
  'pass', 'pw', 'secret', 'token', 'cred', 'jwt', 'bearer', 'basic', 'key', 'auth', 'cookie', 'signature', 'session',
  'volumeAttributes', '"options"',
  ...[...OPTIONS_OF.keys()].filter((name) => name.length > 3),
];
const SHORT = [...OPTIONS_OF.keys()].filter((name) => name.length <= 3);
const MAY_HOLD_SECRET = new RegExp([
  ...PARTS.filter((part) => !PARTS.some((other) => other !== part && part.includes(other))), String.raw`\b(?:${SHORT.join('|')})\b`,
  OF_USER,
].join('|'), 'i');

/** `--name=value`, `-Dname=value`, `name=value`. */
const NAMED = /^((?:--?|-D|\/)?([A-Za-z_][\w.:-]{0,99}))=(.*)/s;
const OPTION = /^--?([A-Za-z][\w.-]{0,99})$/;
const HEADER_OPTION = /^(?:-H|--header)$/;
const HEADER = /^(?:-H|--header=)?\s*([A-Za-z][\w-]{0,99}):\s*(.+)/s;

/** Options that only turn something on or off. The next word is not their value. */
const SWITCH = /^(?:no|skip|use|enable|disable|allow|require|rotate|show|print|with|without|generate|watch|sync|create)[_.-]/i;

/** Several short options in one word, with the last option as a group. */
const BUNDLED = /^-[a-zA-Z]+([a-zA-Z])$/;

/** A word of a script with its quotes, or the end of a command. After a backslash, the command goes on in the next line. */
const WORDS_OF_SCRIPT = /\\\r?\n|[;|&()\n]+|(?:[^\s'";|&()]|"[^"]*"|'[^']*')+/g;
const END_OF_COMMAND = /^[;|&()\n]/;
const COMMENT = /^[ \t]*#.*/gm;
/** The option after which a shell takes a script: `sh -c`. */
const SCRIPT_OPTION = /^-[a-z]*c$/;
/** Maximum depth of scripts inside scripts. */
const MAX_DEPTH = 3;

interface PlacedSecret extends WordSecret {
  /** The index of the word. */
  readonly index: number;
}

/**
 * The first secret in each word of a command. A word with spaces is read as a script.
 *
 * @param before the earlier words of the same command, with the program
 */
export function secretsInWords(words: readonly unknown[], before: readonly unknown[] = NONE): readonly PlacedSecret[] {
  return words.some(mayHold) || before.some(isProgram) ? inWords(words, before) : NONE;
}

const NONE: readonly never[] = [];

function isProgram(word: unknown): boolean {
  return typeof word === 'string' && OPTIONS_OF.has(programName(word));
}

function inWords(words: readonly unknown[], before: readonly unknown[]): readonly PlacedSecret[] {
  const reader = new CommandReader();
  before.forEach((word) => reader.pass(word));
  return words.flatMap((word, index) => {
    const found = reader.read(word) ?? inJson(word)
      ?? (typeof word === 'string' && /\s/.test(word) ? secretsOf(withoutComments(word), 1)[0] : undefined);
    return found ? [{ name: found.name, kind: found.kind, index }] : [];
  });
}

/** A field with a secret in an argument that is JSON: `--config={"password":"hunter22"}`. */
function inJson(word: unknown): WordSecret | undefined {
  for (const [, name, value] of typeof word === 'string' && word.includes('":') ? word.matchAll(JSON_FIELD) : []) {
    if (secretKind(name, value) === BY_NAME && isSecret(value)) {
      return { name, kind: BY_NAME };
    }
  }
  return undefined;
}

const JSON_FIELD = /"([A-Za-z_][\w.-]{0,99})"\s{0,9}:\s{0,9}"([^"\\\s]{1,500})"/g;

/** The secrets in a script, one for each name. */
export function secretsInScript(text: string): readonly WordSecret[] {
  const found = mayHold(text) ? secretsOf(withoutComments(text), 0) : NONE;
  return [...new Map(found.map(({ name, kind }) => [name ?? kind, { name, kind }])).values()];
}

/** A text without its secrets, including secrets in words of commands and in comments. */
export function withoutSecrets(text: string): string {
  if (text !== last.text) {
    last = { text, shown: withoutRandomWords(mayHold(text) ? withoutWords(text) : text) };
  }
  return last.shown;
}

/** The last result. The value of a finding and the value for its waiver are usually the same text. */
let last = { text: '', shown: '' };

/** The key of an annotation, and escaped quotes in JSON. Without them, the remaining quotes come in pairs. */
const NOT_READ = /^[\w.-]{1,253}\/[\w.-]{1,63}=|(?<!\\)\\+["']/g;

function withoutWords(text: string): string {
  const shown = withoutPairs(withoutFields(withoutForms(text)));
  const read = shown.replace(NOT_READ, (part) => ' '.repeat(part.length));
  let result = '';
  let end = 0;
  for (const { secret, start, word } of inScript(read, 0, QUOTED)) {
    if (secret !== undefined) {
      const place = word.lastIndexOf(secret);
      // With quotes inside the secret, the whole word is hidden.
      const [from, to] = place < 0 ? [start, start + word.length] : [start + place, start + place + secret.length];
      result += shown.slice(end, Math.max(end, from)) + HIDDEN;
      end = to;
    }
  }
  return result + shown.slice(end);
}

function mayHold(text: unknown): boolean {
  return typeof text === 'string' && (MAY_HOLD_SECRET.test(text) || secretIn(text) !== undefined);
}

function withoutComments(script: string): string {
  return script.replace(COMMENT, '');
}

interface ScriptSecret extends ReadSecret {
  /** The word with its quotes. */
  readonly word: string;
  readonly start: number;
}

/** The secrets in a script, without keys in Secrets that it reads. */
function secretsOf(script: string, depth: number): readonly ScriptSecret[] {
  let assigned: ReadonlySet<string> | undefined;
  const isAssigned = (name: string) => (assigned ??= new Set([...script.matchAll(ASSIGNMENT)].map(([, variable]) => variable))).has(name);
  return inScript(script, depth).filter(({ name = '', secret = '' }) => !isKeyInSecret(name, secret, isAssigned));
}

const ASSIGNMENT = /(?<![\w.-])([A-Za-z_]\w{0,99})=["']?[^\s"';]/g;

/** A quoted command in a message, such as `"redis-cli -a secret" timed out`. */
const QUOTED = /(["'])[^"']*\1/g;

/** @param quoted a pattern for parts of a word that can be commands */
function inScript(text: string, depth: number, quoted?: RegExp): readonly ScriptSecret[] {
  const found: ScriptSecret[] = [];
  const reader = new CommandReader();
  for (const { 0: word, index: start } of text.matchAll(WORDS_OF_SCRIPT)) {
    if (END_OF_COMMAND.test(word)) {
      reader.end();
    } else if (!word.startsWith('\\\n') && !word.startsWith('\\\r')) {
      const isScript = depth < MAX_DEPTH && /^["'].*\s/s.test(word) && SCRIPT_OPTION.test(reader.previous);
      const secret = reader.read(word.replace(/["']/g, ''));
      if (secret) {
        found.push({ ...secret, word, start });
      } else if (isScript) {
        inScript(word.slice(1, -1), depth + 1, quoted).forEach((each) => found.push({ ...each, start: start + 1 + each.start }));
      } else if (quoted && depth < MAX_DEPTH) {
        for (const { 0: part, index } of word.matchAll(quoted)) {
          if (/\s/.test(part)) {
            inScript(part.slice(1, -1), depth + 1).forEach((each) => found.push({ ...each, start: start + index + 1 + each.start }));
          }
        }
      }
    }
  }
  return found;
}

/** Reads the words of a command in order. */
class CommandReader {
  public previous = '';
  private program = '';
  private options: readonly PasswordOption[] = NONE;
  private operands = 0;
  private readonly needed = new Set<PasswordOption>();

  public end(): void {
    this.previous = '';
    this.options = NONE;
  }

  /** The secret in the next word. */
  public read(word: unknown): ReadSecret | undefined {
    const found = typeof word === 'string' && word !== '' ? this.secretOf(word) : undefined;
    this.pass(word);
    return found;
  }

  /** Records the next word without looking for a secret. It can be the program. */
  public pass(word: unknown): void {
    const text = typeof word === 'string' ? word : '';
    const program = programName(text);
    const options = OPTIONS_OF.get(program);
    if (options) {
      this.program = program;
      this.options = options;
      this.operands = 0;
      this.needed.clear();
    } else if (this.options !== NONE) {
      this.options.forEach((option) => option.needs?.test(text) && this.needed.add(option));
      this.operands += text.startsWith('-') || this.options.some((option) => this.isAfter(option, option.valued)) ? 0 : 1;
    }
    this.previous = text;
  }

  private secretOf(word: string): ReadSecret | undefined {
    const found = this.ofProgram(word);
    return found === null ? ofForm(word) : found ?? afterOption(this.previous, word) ?? ofName(word) ?? ofParameter(word) ?? ofForm(word);
  }

  /** The secret, if the word is the value of an option that takes a password. Null if such a value is not a secret. */
  private ofProgram(word: string): ReadSecret | null | undefined {
    for (const option of this.options) {
      const { before, joined, operands, value, kind = 'a password', needs } = option;
      if (needs && !this.needed.has(option)) {
        continue;
      }
      const isOperand = operands === this.operands && !word.startsWith('-') && !this.isAfter(option, option.valued);
      const start = joined?.find((each) => word.startsWith(each) && word !== each);
      const given = start === undefined ? word : word.slice(start.length);
      if (start !== undefined || isOperand || this.isAfter(option, before)) {
        const secret = value ? value.exec(given)?.[1] : given;
        const separate = isOperand ? this.program : this.previous;
        return secret !== undefined && isSecret(secret) ? { name: start?.replace(/=$/, '') ?? separate, kind, secret } : null;
      }
    }
    return undefined;
  }

  /** Whether the previous word is one of these options. */
  private isAfter({ isBundled }: PasswordOption, names: readonly string[] = NONE): boolean {
    return names.includes(isBundled ? this.previous.replace(BUNDLED, '-$1') : this.previous);
  }
}

function isSecret(value: string): boolean {
  return !REFERENCE.test(value) && mayBeSecret(value) && !PORTS.test(value) && value !== PUBLIC_PASSWORD;
}

function ofForm(word: string): ReadSecret | undefined {
  const kind = secretIn(word);
  return kind === undefined ? undefined : { kind };
}

/** A secret by its name. A value may be a setting with its own name, as in `--set db.password=secret`. */
function ofName(word: string, depth = 0): ReadSecret | undefined {
  const [, written, name, value] = NAMED.exec(word) ?? [];
  if (written === undefined) {
    return undefined;
  }
  return named(written, name, value) ?? (depth < 3 ? ofName(value, depth + 1) : undefined);
}

function ofParameter(word: string): ReadSecret | undefined {
  const [name, secret] = secretParameter(word) ?? [];
  return name === undefined ? undefined : { name, kind: BY_NAME, secret };
}

function afterOption(option: string, word: string): ReadSecret | undefined {
  const [, header, content] = HEADER_OPTION.test(option) || word.startsWith('-') ? HEADER.exec(word) ?? [] : [];
  if (header !== undefined) {
    return named(header, header, content);
  }
  const [, name] = OPTION.exec(option) ?? [];
  return name === undefined || word.startsWith('-') || SWITCH.test(name) || !isSecretName(name) || NAMED.test(word)
    ? undefined
    : named(option, name, word);
}

function named(written: string, name: string, value: string): ReadSecret | undefined {
  const kind = REFERENCE.test(value) ? secretIn(value) : secretKind(name, value);
  return kind === undefined ? undefined : { name: written, kind, secret: secretIn(value) === undefined ? value : undefined };
}
