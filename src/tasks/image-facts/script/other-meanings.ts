/* How a script gives names another meaning, so that a command is not the one that its name says. */
import { Value } from './values';
import { OUTPUT, programName, ShellCommand } from '../../../formats/shell/command';
import { innerCommands, isShell, runsAnother } from '../../../formats/shell/nested-commands';
import { Command } from '../../../formats/shell/parse';
import { isUserSwitch } from '../../../formats/shell/user-switches';

/** Commands whose effect or answer the paths of a script depend on. */
const RELIED_ON = new Set([
  '.', ':', '[', 'alias', 'builtin', 'enable', 'eval', 'exit', 'export', 'false', 'hash', 'id', 'readonly', 'return', 'set', 'shift', 'source', 'test', 'true', 'whoami',
]);

/** Whether a function or an alias of that name makes the paths of a script uncertain. */
export function isReliedOn(name: string): boolean {
  return RELIED_ON.has(name) || isUserSwitch(name) || runsAnother(name);
}

/** Whether a builtin gives a name, or may give one, another meaning. */
export function givesMeaning({ args }: Command, [program, ...words]: readonly Value[]): boolean {
  switch (program) {
    case 'alias':
      return words.includes(undefined) || args.some((each) => each.type === 'Assignment' && isReliedOn(each.name));
    case 'hash':
      return words.some((word) => word === undefined || /^-\w*p/.test(word));
    case 'enable':
      return words.length > 0;
    case 'declare':
    case 'local':
    case 'typeset':
      return words.some((word) => /^-\w*n/.test(word ?? '')); // Another name of a variable, such as of PATH.
    default:
      return false;
  }
}

/** Builtins that give their arguments a value. */
const NAMES_VARIABLES = new Set(['read', 'mapfile', 'readarray', 'getopts', 'printf', 'unset', 'let']);

/** Whether a command puts other directories in front of those in the PATH. */
export function changesPath({ name, prefix, args }: Command): boolean {
  return [...prefix, ...args].some((each) => each.type === 'Assignment'
    ? each.name === 'PATH' && !each.append && !/^"?\$(?:PATH|\{PATH\}):/.test(each.value.type === 'Word' ? each.value.text : '')
    : each.type === 'Word' && (each.value === 'PATH' ? NAMES_VARIABLES.has(name?.text ?? '') : each.value.startsWith('PATH=')));
}

/** A file that bash reads before its script. */
const READ_FIRST = 'BASH_ENV';

/** Whether a variable of the environment gives names of programs another meaning: a file that bash reads first, or a function. */
export function isMeaningVariable(name: string): boolean {
  return name === READ_FIRST || name.startsWith('BASH_FUNC_');
}

/** Whether a command sets the file that bash reads first, for itself or for the commands after it. */
export function setsReadFirst({ prefix, args }: Command): boolean {
  return [...prefix, ...args].some((each) => each.type === 'Assignment'
    ? each.name === READ_FIRST
    : each.type === 'Word' && each.value.startsWith(`${READ_FIRST}=`));
}

/** Whether the first line of a script starts its shell by `env` with more than its name, such as another PATH. */
export function changesEnvironment(script: string): boolean {
  const [, path = '', more = ''] = /^#![ \t]*(\S+)[ \t]*(.*)/.exec(script) ?? [];
  const words = more.split(/\s+/);
  return programName(path) === 'env' && words.slice(0, Math.max(words.findIndex(isShell), 0)).some((word) => word !== '-S');
}

/** Programs that replace files. */
const REPLACING = new Set(['busybox', 'cp', 'cpio', 'curl', 'dd', 'install', 'ln', 'mv', 'patch', 'rm', 'rsync', 'sed', 'tar', 'tee', 'unlink', 'unzip', 'update-alternatives', 'wget']);
const PROGRAM_DIRECTORY = /(?:^|[/=])s?bin\/?$/;

/** Whether a command may put another file in the place of a program that the paths of a script depend on. */
export function replacesProgram([path, ...words]: ShellCommand): boolean {
  const isProgram = (word: string) => PROGRAM_DIRECTORY.test(word) || ['id', 'whoami'].includes(programName(word))
    || isUserSwitch(programName(word)) || runsAnother(programName(word)) || isShell(word);
  return path === OUTPUT ? isProgram(words[0]) : REPLACING.has(programName(path)) && words.some(isProgram);
}

/** Whether `env` starts a command with another PATH. */
export function startsWithPath([program, ...words]: readonly Value[]): boolean {
  return programName(program ?? '') === 'env' && words.some((word) => word?.startsWith('PATH='));
}

/** Programs with the setuid bit, which make root of another user. */
const RAISING = new Set(['doas', 'pkexec', 'su', 'sudo', 'sudo-rs']);

/** Whether a command can make root of the user that runs it. */
export function becomesRoot(command: ShellCommand): boolean {
  return command.length > 0 && (isRaising(command[0]) || innerCommands(command).some((inner) => typeof inner !== 'string' && becomesRoot(inner)));
}

/** Whether a word is the name of a program that makes root, whatever starts it: a shell may get it as an argument. */
export function isRaising(word: string): boolean {
  return RAISING.has(programName(word));
}
