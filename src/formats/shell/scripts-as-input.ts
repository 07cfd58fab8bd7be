/* Scripts that a shell reads from its input. */
import { programName, ShellCommand } from './command';
import { interpreterOf } from './interpreter';
import { isScriptOption, isShell } from './nested-commands';

/** Whether the here-documents of a command run: in a shell, or in a RUN of a builder without another command. */
export function runsHereDocuments(command: ShellCommand): boolean {
  return command.length === 0 || readsScript(command);
}

/** The texts that run as scripts, of the texts that a command reads from its input. */
export function scriptsGiven(command: ShellCommand, texts: readonly string[]): readonly string[] {
  if (texts.length === 0 || !runsHereDocuments(command)) {
    return [];
  }
  return command.length > 0 ? texts : texts.filter(isForShell);
}

function isForShell(text: string): boolean {
  return !text.startsWith('#!') || isShell(interpreterOf(text) ?? '');
}

/** Whether a command is a shell that reads its script from its input: it has no operand, or `-s`. */
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
