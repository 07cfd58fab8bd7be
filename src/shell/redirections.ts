/* What the redirections of a command lead to. */

/** What the next word of a command is. After a redirection operator it is the file, and not an argument. */
export type Expected = 'word' | 'output' | 'input' | 'target' | '<<' | '<<-';

export const REDIRECTIONS: readonly (readonly [operator: string, expected: Expected])[] = [
  ['&>>', 'output'], ['&>', 'output'], ['<<<', 'target'], ['<<-', '<<-'], ['<<', '<<'], ['<&', 'target'], ['<>', 'output'], ['>>', 'output'], ['>&', 'output'],
  ['>|', 'output'], ['<', 'input'], ['>', 'output'],
];

/** Another descriptor, as in `2>&1`, or what is thrown away. */
export const NO_FILE = /^(?:\d+-?|-|\/dev\/.*)$/;

/** A simple command while it is read. */
export interface OpenCommand {
  readonly words: string[];
  readonly outputs: string[];
  readonly inputs: string[];
}

export function openCommand(): OpenCommand {
  return { words: [], outputs: [], inputs: [] };
}
