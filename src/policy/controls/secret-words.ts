/* Finds secrets in the words of commands, by the rules of `secrets.ts`, and hides them. */
import { OPTIONS_OF, PasswordOption, PORTS, PUBLIC_PASSWORD } from './password-options';
import { withoutFields } from './secret-fields';
import { HIDDEN, secretIn, withoutForms } from './secret-forms';
import { OF_USER, REFERENCE, withoutPairs } from './secret-pairs';
import { BY_NAME, isSecretName, mayBeSecret, secretKind, secretParameter } from './secrets';
import { programName } from '../../formats/shell/command';

/** A secret in a word of a command. */
export interface WordSecret {
  /** The option or variable that contains it, as it is written; absent if the form of the word shows the secret. */
  readonly name?: string;
  readonly kind: string;
}

/** The same with the secret itself, which no finding contains; absent if the secret has a form. */
interface ReadSecret extends WordSecret {
  readonly secret?: string;
}

/** Parts of every name of a secret, and of a program that takes a password. They rule out nearly all texts cheaply. */
const PARTS = [
  'pass', 'pw', 'secret', 'token', 'credential', 'jwt', 'bearer', 'basic', 'key', 'auth', 'cookie', 'signature', 'session', ...[...OPTIONS_OF.keys()].filter((name) => name.length > 3),
];
const SHORT = [...OPTIONS_OF.keys()].filter((name) => name.length <= 3);
const MAY_HOLD_SECRET = new RegExp([
  ...PARTS.filter((part) => !PARTS.some((other) => other !== part && part.includes(other))), String.raw`\b(?:${SHORT.join('|')})\b`, OF_USER,
].join('|'), 'i');

/** `--name=value`, `-Dname=value`, `name=value`. */
const NAMED = /^((?:--?|-D|\/)?([A-Za-z_][\w.:-]{0,99}))=(.*)$/s;
const OPTION = /^--?([A-Za-z][\w.-]{0,99})$/;
const HEADER_OPTION = /^(?:-H|--header)$/;
const HEADER = /^(?:-H|--header=)?\s*([A-Za-z][\w-]{0,99}):\s*(.+)$/s;

/** Options that only switch something on or off, so that the next word is not their value. */
const SWITCH = /^(?:no|skip|use|enable|disable|allow|require|rotate|show|print|with|without|generate|watch|sync|create)[_.-]/i;

/** The words of a script, with their quotes, and what ends a command. A backslash at the end of a line ends nothing. */
const WORDS_OF_SCRIPT = /\\\r?\n|[;|&()\n]+|(?:[^\s'";|&()]|"[^"]*"|'[^']*')+/g;
const END_OF_COMMAND = /^[;|&()\n]/;
const COMMENT = /^[ \t]*#.*$/gm;
/** `sh -c`, before a script. */
const SCRIPT_OPTION = /^-[a-z]*c$/;
/** How deep scripts in scripts are read. */
const MAX_DEPTH = 3;

interface PlacedSecret extends WordSecret {
  /** The place of its word. */
  readonly index: number;
}

/**
 * The first secret in each word of a command. A word with spaces is read as a script.
 *
 * @param before the words of the same command that come before, which have the program
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
    const found = reader.read(word) ?? (typeof word === 'string' && /\s/.test(word) ? inScript(withoutComments(word), 1)[0] : undefined);
    return found ? [{ name: found.name, kind: found.kind, index }] : [];
  });
}

/** Every secret in the text of a script, one for each name. */
export function secretsInScript(text: string): readonly WordSecret[] {
  const found = mayHold(text) ? inScript(withoutComments(text), 0) : NONE;
  return [...new Map(found.map(({ name, kind }) => [name ?? kind, { name, kind }])).values()];
}

/** A text without the secrets in it, also in words as of a command, and in comments. */
export function withoutSecrets(text: string): string {
  if (text !== last.text) {
    last = { text, shown: mayHold(text) ? withoutWords(text) : text };
  }
  return last.shown;
}

/** Most findings have one text as their value and as the value of a waiver. */
let last = { text: '', shown: '' };

/** The key of an annotation before its value, and quotes in JSON, so that the quotes around the text are pairs. */
const NOT_READ = /^[\w.-]{1,253}\/[\w.-]{1,63}=|\\+["']/g;

function withoutWords(text: string): string {
  const shown = withoutPairs(withoutFields(withoutForms(text)));
  const read = shown.replace(NOT_READ, (part) => ' '.repeat(part.length));
  let result = '';
  let end = 0;
  for (const { secret, start, word } of inScript(read, 0, QUOTED)) {
    if (secret !== undefined) {
      const place = word.lastIndexOf(secret);
      // Quotes in the middle of it: then the word is hidden.
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

/** Part of a message, such as `"redis-cli -a secret" timed out`. */
const QUOTED = /(["'])[^"']*\s[^"']*\1/g;

/** @param quoted the parts of a word that can be a command, wherever they are */
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
          inScript(part.slice(1, -1), depth + 1).forEach((each) => found.push({ ...each, start: start + index + 1 + each.start }));
        }
      }
    }
  }
  return found;
}

/** Reads the words of a command one after the other. */
class CommandReader {
  public previous = '';
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

  /** Passes over the next word, which can be the program. */
  public pass(word: unknown): void {
    const text = typeof word === 'string' ? word : '';
    const options = OPTIONS_OF.get(programName(text));
    if (options) {
      this.options = options;
      this.operands = 0;
      this.needed.clear();
    } else if (this.options !== NONE) {
      this.options.forEach((option) => option.needs?.test(text) && this.needed.add(option));
      this.operands += text.startsWith('-') || this.options.some(({ valued }) => valued?.test(this.previous)) ? 0 : 1;
    }
    this.previous = text;
  }

  private secretOf(word: string): ReadSecret | undefined {
    const found = this.ofProgram(word);
    return found === null ? ofForm(word) : found ?? afterOption(this.previous, word) ?? ofName(word) ?? ofParameter(word) ?? ofForm(word);
  }

  /** Null if the word is the value of such an option, and no secret. */
  private ofProgram(word: string): ReadSecret | null | undefined {
    for (const option of this.options) {
      const { before, joined, operands, value = ALL, kind = 'a password', needs, programs, valued } = option;
      if (needs && !this.needed.has(option)) {
        continue;
      }
      const isOperand = operands === this.operands && !word.startsWith('-') && !valued?.test(this.previous);
      const [whole = '', inSame] = joined?.exec(word) ?? [];
      const given = inSame ?? (isOperand || before?.test(this.previous) ? word : undefined);
      if (given !== undefined) {
        const secret = value.exec(given)?.[1];
        const separate = isOperand ? programs[0] : this.previous;
        const name = inSame === undefined ? separate : whole.slice(0, -inSame.length).replace(/=$/, '');
        return secret !== undefined && isSecret(secret) ? { name, kind, secret } : null;
      }
    }
    return undefined;
  }
}

const ALL = /^(.+)$/s;

function isSecret(value: string): boolean {
  return !REFERENCE.test(value) && mayBeSecret(value) && !PORTS.test(value) && !PUBLIC_PASSWORD.test(value);
}

function ofForm(word: string): ReadSecret | undefined {
  const kind = secretIn(word);
  return kind === undefined ? undefined : { kind };
}

/** A value may be a setting with its own name, as in `--set db.password=secret`. */
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
  return name === undefined || word.startsWith('-') || SWITCH.test(name) || !isSecretName(name) || NAMED.test(word) ? undefined : named(option, name, word);
}

function named(written: string, name: string, value: string): ReadSecret | undefined {
  const kind = REFERENCE.test(value) ? secretIn(value) : secretKind(name, value);
  return kind === undefined ? undefined : { name: written, kind, secret: secretIn(value) === undefined ? value : undefined };
}
