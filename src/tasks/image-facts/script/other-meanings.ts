/* Detects commands that change the meaning of names: after them, a name may start another program. */
import { Value } from './values';
import { OUTPUT, programName, ShellCommand } from '../../../formats/shell/command';
import { innerCommands, isShell, runsAnother } from '../../../formats/shell/nested-commands';
import { Command } from '../../../formats/shell/parse';
import { isUserSwitch } from '../../../formats/shell/user-switches';

/** Commands whose effect or result the analysis depends on. */
const RELIED_ON = new Set([
  '.', ':', '[', 'alias', 'builtin', 'command_not_found_handle', 'enable', 'eval', 'exit', 'export', 'false', 'hash', 'id', 'readonly',
  'return', 'set', 'shift', 'source', 'test', 'true', 'whoami',
]);

/** Whether a function or alias with this name makes the analysis uncertain. */
export function isReliedOn(name: string): boolean {
  return RELIED_ON.has(name) || isUserSwitch(name) || runsAnother(name);
}

/** Whether a builtin may change the meaning of a name. */
export function givesMeaning({ args }: Command, [program, ...words]: readonly Value[]): boolean {
  switch (program) {
    case 'alias':
      return words.includes(undefined) || args.some((each) => each.type === 'Assignment' && isReliedOn(each.name));
    case 'hash':
      return words.some((word) => word === undefined || /^-\w*p/.test(word));
    case 'enable':
      return words.length > 0;
    case 'set':
      return words.slice(0, words.includes('--') ? words.indexOf('--') : undefined).some((word) => /^-\w*n|^noexec$/.test(word ?? ''));
    case 'declare':
    case 'local':
    case 'typeset':
      return words.some((word) => /^-\w*n/.test(word ?? '')); // Another name for a variable, such as PATH.
    default:
      return false;
  }
}

/** Builtins that assign the variables in their arguments. */
const NAMES_VARIABLES = new Set(['read', 'mapfile', 'readarray', 'getopts', 'printf', 'unset', 'let']);

/** Whether a command puts directories before those in PATH. */
export function changesPath({ name, prefix, args }: Command): boolean {
  return [...prefix, ...args].some((each) => each.type === 'Assignment'
    ? each.name === 'PATH' && !each.append && !/^"?\$(?:PATH|\{PATH\}):/.test(each.value.type === 'Word' ? each.value.text : '')
    : each.type === 'Word' && (/^PATH(?:\[|$)/.test(each.value) ? NAMES_VARIABLES.has(name?.text ?? '') : each.value.startsWith('PATH=')));
}

/** The variables of bash for a file that it reads before a script, for functions, for aliases, and for the paths of programs. */
const MEANING_VARIABLE = /^BASH_(?:ENV|ALIASES|CMDS)$|^BASH_FUNC_/;

/** Whether a variable changes the meaning of program names. */
export function isMeaningVariable(name: string): boolean {
  return MEANING_VARIABLE.test(name);
}

/** Whether a command sets a variable that changes the meaning of names, for itself or for later commands. */
export function setsMeaning({ prefix, args }: Command): boolean {
  return [...prefix, ...args].some((each) => (each.type === 'Assignment' && isMeaningVariable(each.name))
    || (each.type === 'Word' && isMeaningVariable(each.value.replace(/=.*$/s, ''))));
}

/** Whether the first line of a script passes more than the name of the shell to `env`, such as another PATH. */
export function changesEnvironment(script: string): boolean {
  const [, path = '', more = ''] = /^#![ \t]*(\S+)[ \t]*(.*)/.exec(script) ?? [];
  const words = more.split(/\s+/);
  return programName(path) === 'env' && words.slice(0, Math.max(words.findIndex(isShell), 0)).some((word) => word !== '-S');
}

/** Programs that replace the files in their arguments. */
const REPLACING = new Set([
  'busybox', 'cp', 'cpio', 'curl', 'dd', 'dos2unix', 'find', 'gunzip', 'gzip', 'iconv', 'install', 'ln', 'mv', 'openssl', 'patch', 'rm',
  'rsync', 'sed', 'shuf', 'sort', 'split', 'tar', 'tee', 'truncate', 'uniq', 'unlink', 'unzip', 'update-alternatives', 'wget', 'xxd', 'xz',
  'yq', 'zstd',
]);
/** A directory of programs or a directory above it, as the target of a copy. */
const PROGRAM_DIRECTORY = /(?:^|[/=])s?bin\/?$|^(?:--?\w[\w-]*=)?(?:\/usr(?:\/local)?)?\/?\.?$/;
/** Libraries of programs, and files that decide which libraries are loaded or which users become root. */
const SYSTEM_FILE = /^(?:\w*=)?\/(?:usr\/)?lib(?:x?\d+)?(?:\/|$)|\/etc\/+(?:ld\.so|sudoers|doas|pam\.d|nsswitch|security)/;

const COMPRESSED = /\.(?:gz|xz|zst)$/;

/** Whether a command may replace the file of a program that the analysis depends on. */
export function replacesProgram([path, ...words]: ShellCommand): boolean {
  const isProgram = (word: string) => {
    const name = programName(word).replace(COMPRESSED, '');
    return PROGRAM_DIRECTORY.test(word) || SYSTEM_FILE.test(word) || ['id', 'whoami'].includes(name) || isUserSwitch(name)
      || runsAnother(name) || isShell(name);
  };
  return path === OUTPUT ? isProgram(words[0]) : REPLACING.has(programName(path)) && words.some(isProgram);
}

/** Whether `env` starts a command with another PATH. */
export function startsWithPath([program, ...words]: readonly Value[]): boolean {
  return programName(program ?? '') === 'env' && words.some((word) => /^(?:-\w*)?PATH=/.test(word ?? ''));
}

/** Whether a command starts another command in a different root directory, where names mean other programs. */
export function startsElsewhere([program, ...words]: ShellCommand): boolean {
  return programName(program) === 'chroot' && words.find((word) => !word.startsWith('-')) !== '/';
}

/** Programs with the setuid bit, through which another user becomes root. */
const RAISING = new Set(['calife', 'doas', 'dzdo', 'ksu', 'pfexec', 'pkexec', 'please', 'run0', 'su', 'sudo', 'sudo-rs', 'super']);

/** Whether a command may make its user root. */
export function becomesRoot(command: ShellCommand): boolean {
  return command.length > 0
    && (isRaising(command[0]) || innerCommands(command).some((inner) => typeof inner !== 'string' && becomesRoot(inner)));
}

/** Whether a word is a program that may make its user root. It counts in any position, because a shell may get it as an argument. */
export function isRaising(word: string): boolean {
  return RAISING.has(programName(word));
}
