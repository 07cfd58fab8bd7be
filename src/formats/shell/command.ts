/**
 * A program and its arguments; or `OUTPUT`, a file, and the command whose output the shell writes there, with the files that it reads from.
 */
export type ShellCommand = readonly string[];

export const OUTPUT = '>';

/** A command in one line, as a shell takes it but for quotes. */
export function commandText([program, ...words]: ShellCommand): string {
  return program === OUTPUT ? [...words.slice(1), OUTPUT, words[0]].join(' ') : [program, ...words].join(' ');
}

/** The name of a program, or of another file, without its folder. */
export function programName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
