/* The values of words, as far as they do not depend on the environment, on files or on other programs. */
import { isAllArguments } from '../../../formats/shell/all-arguments';
import { Node, Word, WordPart } from '../../../formats/shell/parse';
import { withoutPrefix } from '../../../formats/shell/patterns';
import { readReference } from '../../../formats/shell/variables';

/** Undefined if the value is uncertain. */
export type Value = string | undefined;

/** The user of a script. */
export interface Runner {
  readonly uid: number;
  /** Undefined if the name is uncertain. */
  readonly name: Value;
}

/** Stands for the uid of a named user, which a script does not know. */
const ANY_USER = 2 ** 31 - 2;

/** @param user the user as the script writes it, with or without a group */
export function runnerOf(user: string): Runner {
  const [name] = user.split(':');
  return /^\d+$/.test(name) ? { uid: Number(name), name: undefined } : { uid: ANY_USER, name };
}

/** The values that are certain at one place of a script. Environment variables are unknown, because a workload can set them. */
export interface ScriptState {
  /** Undefined if the arguments are uncertain. */
  readonly args: readonly Value[] | undefined;
  /** The variables that the script itself sets. */
  readonly variables: ReadonlyMap<string, Value>;
  /** Whether a failed command ends the script. */
  readonly exitsOnError: boolean;
}

/** The place of a word, apart from its state. */
export interface ScriptPlace extends Runner {
  /** The file that the script is in. */
  readonly file: Value;
  /** The running functions, innermost first. */
  readonly calls: readonly string[];
}

/** Maximum length of a value. */
const MAX_VALUE = 4096;
const UNKNOWN: readonly Value[] = [undefined];

/** The value of a word, as in an assignment or in `case`. */
export function valueOf({ parts, value }: Word, state: ScriptState, place: ScriptPlace): Value {
  return parts ? joined(parts, state, place) : value;
}

/** The words that result from a word. An unknown number of words counts as one unknown word. */
export function wordValues(word: Word, state: ScriptState, place: ScriptPlace): readonly Value[] {
  const { parts } = word;
  if (!parts || word.text === '[') {
    return [word.value];
  }
  if (isAllArguments(word.text)) {
    return state.args ?? UNKNOWN;
  }
  const value = joined(parts, state, place);
  const isSplit = parts.some(({ type }) => type === 'SimpleExpansion' || type === 'ParameterExpansion' || type === 'CommandExpansion');
  const isPlain = parts.every(({ type }) => type !== 'Glob' && type !== 'BraceExpansion' && type !== 'ExtendedGlob');
  if (value === undefined || !isPlain) {
    return UNKNOWN;
  }
  if (isSplit && state.variables.has('IFS')) {
    return UNKNOWN;
  }
  return isSplit ? value.split(/\s+/).filter((each) => each !== '') : [value];
}

/** Whether a value matches a pattern, as in `case`. Quoted characters stand for themselves. */
export function isMatch(value: Value, { parts, text }: Word, state: ScriptState, place: ScriptPlace): boolean | undefined {
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

function patternOf(parts: readonly WordPart[], state: ScriptState, place: ScriptPlace): Value {
  const texts = parts.map((part) => {
    if (part.type === 'Glob' || part.type === 'Literal') {
      return part.text;
    }
    return partValue(part, state, place)?.replace(/[*?[\]\\]/g, '\\$&');
  });
  return texts.every((each) => each !== undefined) ? texts.join('') : undefined;
}

function joined(parts: readonly WordPart[], state: ScriptState, place: ScriptPlace): Value {
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

function partValue(part: WordPart, state: ScriptState, place: ScriptPlace): Value {
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

function expanded({ text, parameter, prefix, index, operation }: Expansion, state: ScriptState, place: ScriptPlace): Value {
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
      const [offset, length] = [operation.offset.text, operation.length?.text ?? String(MAX_VALUE)].map((each) => /^\s*\d+$/.test(each)
        ? Number(each)
        : NaN);
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

/** The variables in which bash stores the current file and function. */
function elementOf(name: string, index: string, { file, calls }: ScriptPlace): Value {
  if (name === 'BASH_SOURCE' && index === '0') {
    return file;
  }
  return name === 'FUNCNAME' && /^\d$/.test(index) ? calls[Number(index)] ?? 'main' : undefined;
}

function known(name: string, { args, variables }: ScriptState, { uid, file }: ScriptPlace): Value {
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
      return args?.every((each) => each !== undefined) && args.reduce((sum, { length }) => sum + length, 0) < MAX_VALUE
        ? args.join(' ')
        : undefined;
    case 'UID':
    case 'EUID':
      return String(uid);
    default:
      return variables.get(name);
  }
}

/** An argument by index. After an unknown argument, which may stand for several, the index is uncertain. */
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
