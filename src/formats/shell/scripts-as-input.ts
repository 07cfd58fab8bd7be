/* Scripts that a shell reads from its input. */
import { programName, ShellCommand } from './command';
import { interpreterOf } from './interpreter';
import { isScriptOption, isShell } from './nested-commands';

/** Whether a command runs the here-documents that it is given: a shell does, and the builder where they are alone. */
export function runsHereDocuments(command: ShellCommand): boolean {
  return command.length === 0 || readsScript(command);
}

/** The scripts among the texts that a command is given to read. */
export function scriptsGiven(command: ShellCommand, texts: readonly string[]): readonly string[] {
  if (texts.length === 0 || !runsHereDocuments(command)) {
    return [];
  }
  return command.length > 0 ? texts : texts.filter(isForShell);
}

function isForShell(text: string): boolean {
  return !text.startsWith('#!') || isShell(interpreterOf(text) ?? '');
}

/** Whether it is a shell that takes its script from its input: it has no operand, or `-s`. */
export function readsScript([program = '', ...words]: ShellCommand): boolean {
  return isShell(program) && (words.every((word) => word.startsWith('-')) || words.includes('-s'))
    && !words.some(isScriptOption);
}

/** The scripts that a command prints: `echo`, `printf`, and `cat` of its input. */
export function pipedScripts([program = '', ...words]: ShellCommand, given: readonly string[]): readonly string[] {
  switch (programName(program)) {
    case 'echo':
    case 'printf':
      return [words.filter((word) => !/^-[neE]+$/.test(word)).join(' ').replace(/\\n/g, '\n')];
    case 'cat':
      return words.every((word) => word === '-') ? given : [];
    default:
      return [];
  }
}
