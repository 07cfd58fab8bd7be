/**
 * A program and its arguments. For a redirection, `OUTPUT`, the file, the command whose output the shell writes there, and the files that
 * the command reads.
 */
export type ShellCommand = readonly string[];

/** A command of a script, with the variables that it sets. Without words, it sets them for the rest of the script. */
export interface SimpleCommand {
  /** `NAME=value`, without quotes. */
  readonly assignments: readonly string[];
  readonly words: ShellCommand;
}

export const OUTPUT = '>';

/** A command in one line, as a shell reads it, but without quotes. */
export function commandText([program, ...words]: ShellCommand): string {
  return program === OUTPUT ? [...words.slice(1), OUTPUT, words[0]].join(' ') : [program, ...words].join(' ');
}

/** The name of a file, such as a program, without its folder. */
export function programName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
