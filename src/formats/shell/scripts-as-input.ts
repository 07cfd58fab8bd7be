/* Scripts that a shell reads from its input. */
import { programName, ShellCommand } from './command';
import { isShell } from './nested-commands';

/** Whether a here-document is run: by the shell that it is given to, or by the builder where it is alone. */
export function runsHereDocument(command: ShellCommand, text: string): boolean {
  const first = text.slice(0, text.indexOf('\n') + 1 || undefined);
  return command.length === 0 ? !first.startsWith('#!') || isShell(interpreterOf(first)) : readsScript(command);
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
