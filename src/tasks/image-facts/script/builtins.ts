import { assignedName } from './expansions';
import { ScriptPlace, ScriptState, Value, valueOf, wordValues } from './values';
import { OUTPUT, programName, ShellCommand } from '../../../formats/shell/command';
import { innerCommands } from '../../../formats/shell/nested-commands';
import { Command, Word } from '../../../formats/shell/parse';
import { switchedUsers } from '../../../formats/shell/user-switches';
import { MAX_WORDS } from '../limits';

/* The words of commands, and the effects of shell builtins. */

/** Stands for an unknown word in functions that take only texts. No word of a script can have this value. */
const UNKNOWN = '\0';

export function textsOf(words: readonly Value[]): ShellCommand {
  return words.map((word) => word ?? UNKNOWN);
}

export function valuesIn(words: ShellCommand): readonly Value[] {
  return words.map((word) => word.includes(UNKNOWN) ? undefined : word);
}

/** The maximum number of known variables, because each state copies them. Further variables count as unknown. */
const MAX_VARIABLES = 300;

/** Builtins that assign variables. */
const DECLARING = new Set(['export', 'readonly', 'local', 'declare', 'typeset']);
const READING = new Set(['read', 'mapfile', 'readarray', 'getopts', 'unset', 'let', 'printf']);
/** The option of `printf` and `wait` before the name of a variable. */
const VARIABLE_OPTIONS: ReadonlyMap<string, RegExp> = new Map([['printf', /^-v(.*)$/s], ['wait', /^-\w*p(.*)$/s]]);

export function declaresLocally(program: Value): boolean {
  return program === 'local' || program === 'declare' || program === 'typeset';
}

/** The words of a command, without assignments. */
export function commandWords({ name, args }: Command, state: ScriptState, place: ScriptPlace): readonly Value[] {
  const words = [...name ? [name] : [], ...args.flatMap((each) => each.type === 'Word' ? [each] : [])];
  const values = words.flatMap((word) => wordValues(word, state, place));
  return values.length > MAX_WORDS ? [values[0], undefined] : values;
}

/** The state after the assignments of a command. */
export function assigned({ name, prefix, args }: Command, state: ScriptState, place: ScriptPlace): ScriptState {
  const isDeclaring = DECLARING.has(name?.text ?? '');
  const read = READING.has(name?.text ?? '') ? args.flatMap((each) => each.type === 'Word' ? each.value : []) : [];
  const assignments = [...name ? [] : prefix, ...isDeclaring ? args : []].filter((each) => each.type === 'Assignment');
  if (assignments.length === 0 && read.length === 0) {
    return state;
  }
  const variables = new Map(state.variables);
  for (const { name: variable, value, append, index } of assignments) {
    const isPlain = value.type === 'Word' && !append && !index;
    const isKnown = isPlain && (variables.size < MAX_VARIABLES || variables.has(variable));
    isKnown ? variables.set(variable, valueOf(value, { ...state, variables }, place)) : variables.delete(variable);
  }
  read.forEach((variable) => variables.delete(variable));
  return { ...state, variables };
}

/**
 * The variables that a builtin assigns, where a value gives the name, as in `export "$name=$value"`. Undefined stands for an uncertain
 * name.
 */
export function namesAssignedBy({ name, args }: Command, state: ScriptState, place: ScriptPlace): readonly Value[] {
  const builtin = name?.text ?? '';
  const words = args.flatMap((each) => each.type === 'Word' ? [each] : []);
  const nameOf = (word: Word) => assignedName(word, (part) => valueOf(part, state, place));
  const option = VARIABLE_OPTIONS.get(builtin);
  if (option) {
    return words.flatMap((word, index) => {
      const [, joined] = option.exec(word.value) ?? [];
      return joined === '' ? words.slice(index + 1, index + 2).map(nameOf) : joined ?? [];
    });
  }
  return DECLARING.has(builtin) || READING.has(builtin)
    ? words.filter((word) => word.parts !== undefined).map(nameOf).filter((each) => !each?.startsWith('-'))
    : [];
}

const ERROR_OPTION = /^([-+])[a-zA-Z]*e[a-zA-Z]*$/;

/** The state after `set`. */
export function afterSet(words: readonly Value[], state: ScriptState): ScriptState {
  const [option] = words.flatMap((word, index) =>
    ERROR_OPTION.exec(word ?? '')?.[1] ?? (word === 'errexit' && /^[-+]\w*o$/.test(words[index - 1] ?? '') ? words[index - 1]![0] : []));
  const exitsOnError = option === undefined ? state.exitsOnError : option === '-';
  const end = words.indexOf('--');
  const first = words.findIndex((word, index) => word === undefined || (!/^[-+]/.test(word) && !/^[-+]\w*o$/.test(words[index - 1] ?? '')));
  const hasArgs = end >= 0 || first >= 0;
  return { ...state, exitsOnError, args: hasArgs ? words.slice(end >= 0 ? end + 1 : first) : state.args };
}

/** The state after `shift`. */
export function afterShift([count = '1']: readonly Value[], { args, ...state }: ScriptState): ScriptState {
  const number = Number(count);
  const gone = args?.slice(0, number);
  return { ...state, args: gone && number >= 0 && gone.every((each) => each !== undefined) ? args!.slice(number) : undefined };
}

/** Whether only root can run a command, because it switches the user, even to the same user. */
export function isSwitch(words: readonly Value[]): boolean {
  return anyOf(textsOf(words), (command) => switchedUsers(command).length > 0);
}

/** Whether usually only root can run a command. */
export function isPrivileged(words: readonly Value[]): boolean {
  return anyOf(textsOf(words), ([program]) => PRIVILEGED.has(programName(program)));
}

const PRIVILEGED = new Set(['chown', 'chgrp', 'mount', 'umount', 'sysctl', 'setcap', 'iptables', 'mknod']);

function anyOf(command: ShellCommand, is: (command: ShellCommand) => boolean): boolean {
  return command.length > 0 && (is(command) || innerCommands(command).some((inner) => typeof inner !== 'string' && anyOf(inner, is)));
}

const ACCOUNT_PROGRAMS = new Set([
  'usermod', 'groupmod', 'useradd', 'groupadd', 'adduser', 'addgroup', 'userdel', 'deluser', 'groupdel', 'delgroup', 'newusers', 'vipw',
]);
/** An account file by its name alone, because the current directory can be `/etc`, or in a copy the source can have the name. */
const ACCOUNT_FILE = /(?:^|\/)(?:passwd|group)$|\/etc\/+(?:passwd|group)\b/;
/** Programs that may replace the account files if they copy several files or a directory to `/etc`. */
const COPYING = new Set(['cp', 'install', 'mv', 'rsync']);
const SEVERAL_FILES = /^-[a-zA-Z]*[arR]|^--(?:archive|recursive)$|[*?]|\/\.?$/;
const ETC = /^(?:-t|--target-directory=)?\/etc\/?\.?$/;
const READERS = new Set(['grep', 'egrep', 'cat', 'cut', 'test', '[', 'head', 'tail', 'wc', 'getent', 'exec', 'echo']);

/** Whether a command may change ids of users, so that the account files of the image are no longer valid. */
export function changesAccounts([path, ...words]: ShellCommand): boolean {
  const program = programName(path);
  return ACCOUNT_PROGRAMS.has(program)
    || (COPYING.has(program) && words.some((word) => ETC.test(word)) && words.some((word) => !ETC.test(word) && SEVERAL_FILES.test(word)))
    || (path === OUTPUT ? ACCOUNT_FILE.test(words[0]) : !READERS.has(program) && words.some((word) => ACCOUNT_FILE.test(word)));
}
