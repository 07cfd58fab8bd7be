/* Scripts that a shell reads from its input. */
import { programName, ShellCommand } from './command';
import { isShell } from './nested-commands';

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
  const first = text.slice(0, text.indexOf('\n') + 1 || undefined);
  return !first.startsWith('#!') || isShell(interpreterOf(first));
}

/** Whether it is a shell that takes its script from its input: it has no operand, or `-s`. */
export function readsScript([program = '', ...words]: ShellCommand): boolean {
  return isShell(program) && (words.every((word) => word.startsWith('-')) || words.includes('-s'))
    && !words.some((word) => /^-[a-z]*c/.test(word));
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

/** The program that a first line with `#!` names, be it by way of env. */
function interpreterOf(line: string): string {
  const [program, ...more] = line.slice(2).trim().split(/\s+/);
  return programName(program) === 'env' ? more.find((word) => !word.startsWith('-') && !word.includes('=')) ?? '' : program;
}
