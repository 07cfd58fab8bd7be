import { resolve } from 'path';
import { createLinter, loadTextlintrc } from 'textlint';

/** A phrase that is hard to read. */
export interface Passage {
  readonly line: number;
  /** The phrase, and what to write instead. */
  readonly message: string;
}

export type Linter = (markdown: string) => Promise<readonly Passage[]>;

/**
 * textlint with the words of this folder. It skips code.
 *
 * @param isForReaders whether it lints what users read, and not only who maintains the code
 */
export async function newLinter(isForReaders: boolean): Promise<Linter> {
  const name = isForReaders ? 'textlintrc.readers.json' : 'textlintrc.json';
  const linter = createLinter({ descriptor: await loadTextlintrc({ configFilePath: resolve(__dirname, name) }) });
  return async (markdown) => {
    const { messages } = await linter.lintText(markdown, 'text.md');
    return messages.map(({ line, message }) => ({ line, message }));
  };
}
