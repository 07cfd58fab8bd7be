/* The values of words, as far as they do not depend on the environment, on files or on other programs. */
import { Node, Word, WordPart } from '../../../formats/shell/parse';
import { withoutPrefix } from '../../../formats/shell/patterns';
import { readReference } from '../../../formats/shell/variables';

/** Undefined if it is not certain. */
export type Value = string | undefined;

/** A user that runs a script. */
export interface Runner {
  readonly uid: number;
  /** Undefined if it is not certain. */
  readonly name: Value;
}

/** Stands for the uid of a user that a script names: scripts do not know it. */
const ANY_USER = 2 ** 31 - 2;

/** @param user as a script names it, with or without a group */
export function runnerOf(user: string): Runner {
  const [name] = user.split(':');
  return /^\d+$/.test(name) ? { uid: Number(name), name: undefined } : { uid: ANY_USER, name };
}

/** What a script knows at one place. Variables of the environment are unknown: every workload may set them. */
export interface State {
  /** Undefined if they are not certain. */
  readonly args: readonly Value[] | undefined;
  /** The variables that the script itself sets. */
  readonly variables: ReadonlyMap<string, Value>;
  /** Whether a command that fails ends the script. */
  readonly exitsOnError: boolean;
}

/** The place of a word, besides its state. */
export interface Place extends Runner {
  /** The file that the script is in. */
  readonly file: Value;
  /** The functions that are running, the innermost first. */
  readonly calls: readonly string[];
}

/** Longer values are not followed. */
const MAX_VALUE = 4096;
const UNKNOWN: readonly Value[] = [undefined];

/** A word as one, as in an assignment or in `case`. */
export function valueOf({ parts, value }: Word, state: State, place: Place): Value {
  return parts ? joined(parts, state, place) : value;
}

/** The words that a command gets from a word. An unknown number of them is one unknown word. */
export function wordsOf(word: Word, state: State, place: Place): readonly Value[] {
  const { parts } = word;
  if (!parts || word.text === '[') {
    return [word.value];
  }
  if (isAllArguments(word)) {
    return state.args ?? UNKNOWN;
  }
  const value = joined(parts, state, place);
  const isSplit = parts.some(({ type }) => type === 'SimpleExpansion' || type === 'ParameterExpansion' || type === 'CommandExpansion');
  const isPlain = parts.every(({ type }) => type !== 'Glob' && type !== 'BraceExpansion' && type !== 'ExtendedGlob');
  if (value === undefined || !isPlain) {
    return UNKNOWN;
  }
  return isSplit ? value.split(/\s+/).filter((each) => each !== '') : [value];
}

/** Whether a word is `"$@"`, so that it passes all arguments on. */
export function isAllArguments({ text }: Word): boolean {
  return /^(?:"\$\{?[@*]\}?"|\$\{?[@*]\}?)$/.test(text) && text !== '"$*"' && text !== '"${*}"';
}

/** Whether a value matches a pattern, as in `case`. Quoted characters stand for themselves. */
export function isMatch(value: Value, { parts, text }: Word, state: State, place: Place): boolean | undefined {
  const pattern = parts && text !== '*' ? patternOf(parts, state, place) : text.replace(/\\$/, '');
  if (pattern !== undefined && /^\*+$/.test(pattern)) {
    return true;
  }
  if (value === undefined || pattern === undefined || value === '') {
    return value === '' && pattern !== undefined ? pattern === '' : undefined;
  }
  const rest = withoutPrefix(value, `#${pattern}`);
  return rest === undefined ? undefined : rest === '';
}

function patternOf(parts: readonly WordPart[], state: State, place: Place): Value {
  const texts = parts.map((part) => {
    if (part.type === 'Glob' || part.type === 'Literal') {
      return part.text;
    }
    return partValue(part, state, place)?.replace(/[*?[\]\\]/g, '\\$&');
  });
  return texts.every((each) => each !== undefined) ? texts.join('') : undefined;
}

function joined(parts: readonly WordPart[], state: State, place: Place): Value {
  let text = '';
  for (const part of parts) {
    const value = partValue(part, state, place);
    if (value === undefined || text.length + value.length > MAX_VALUE) {
      return undefined;
    }
    text += value;
  }
  return text;
}

function partValue(part: WordPart, state: State, place: Place): Value {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return part.value;
    case 'DoubleQuoted':
    case 'LocaleString':
      return joined(part.parts, state, place);
    case 'SimpleExpansion':
      return known(part.text.slice(1), state, place);
    case 'ParameterExpansion':
      return expanded(part, state, place);
    case 'CommandExpansion':
      return printed(part.script?.commands ?? [], place);
    default:
      return undefined;
  }
}

type Expansion = Extract<WordPart, { readonly type: 'ParameterExpansion' }>;

function expanded({ text, parameter, prefix, index, operation }: Expansion, state: State, place: Place): Value {
  if (prefix !== undefined) {
    return undefined;
  }
  if (index) {
    return operation ? undefined : elementOf(parameter, index.text, place);
  }
  const value = known(parameter, state, place);
  const isUnset = value === '' && /^\d+$/.test(parameter) && Number(parameter) > (state.args?.length ?? Infinity);
  if (value === undefined || !operation) {
    return value;
  }
  switch (operation.type) {
    case 'Default': {
      const isFilled = operation.operator.startsWith(':') ? value !== '' : !isUnset;
      const isOperand = operation.operator.endsWith('+') === isFilled;
      if (!isOperand) {
        return isFilled ? value : '';
      }
      return operation.operator.endsWith('?') ? undefined : valueOf(operation.operand, state, place);
    }
    case 'Slice': {
      const [offset, length] = [operation.offset.text, operation.length?.text ?? String(MAX_VALUE)].map((each) => /^\s*\d+$/.test(each) ? Number(each) : NaN);
      return Number.isNaN(offset + length) ? undefined : value.slice(offset, offset + length);
    }
    case 'Remove':
    case 'Replace': {
      const read = readReference(text, 0, (name) => known(name, state, place));
      return read.end === text.length && !read.text.includes('$') ? read.text : undefined;
    }
    default:
      return undefined;
  }
}

/** bash tells a script where it is. */
function elementOf(name: string, index: string, { file, calls }: Place): Value {
  if (name === 'BASH_SOURCE' && index === '0') {
    return file;
  }
  return name === 'FUNCNAME' && /^\d$/.test(index) ? calls[Number(index)] ?? 'main' : undefined;
}

function known(name: string, { args, variables }: State, { uid, file }: Place): Value {
  if (/^[1-9]\d*$/.test(name)) {
    return args && argument(args, Number(name) - 1);
  }
  switch (name) {
    case '0':
    case 'BASH_SOURCE':
      return file;
    case '#':
      return args?.includes(undefined) ? undefined : args && String(args.length);
    case '*':
      return args?.every((each) => each !== undefined) && args.reduce((sum, { length }) => sum + length, 0) < MAX_VALUE ? args.join(' ') : undefined;
    case 'UID':
    case 'EUID':
      return String(uid);
    default:
      return variables.get(name);
  }
}

/** An unknown argument may stand for several. */
function argument(args: readonly Value[], index: number): Value {
  const unknown = args.indexOf(undefined);
  return unknown >= 0 && index >= unknown ? undefined : args[index] ?? '';
}

/** The output of a command that prints the user. */
function printed(commands: readonly Node[], { uid, name }: Runner): Value {
  const [statement, ...others] = commands;
  const command = statement?.type === 'Statement' ? statement.command : undefined;
  if (command?.type !== 'Command' || others.length > 0) {
    return undefined;
  }
  const words = [command.name?.text, ...command.args.map(({ text }) => text)].join(' ');
  if (words === 'id -u') {
    return String(uid);
  }
  return words === 'whoami' || words === 'id -un' || words === 'id -nu' ? name : undefined;
}
