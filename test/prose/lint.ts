import { resolve } from 'path';
import { TextlintKernelDescriptor } from '@textlint/kernel';
import markdown from '@textlint/textlint-plugin-markdown';
import { createLinter } from 'textlint';
import words from 'textlint-rule-prh';

/** A phrase that is hard to read. */
export interface Passage {
  readonly line: number;
  /** The phrase, and what to write instead. */
  readonly message: string;
}

export type Linter = (text: string) => Promise<readonly Passage[]>;

/**
 * textlint with the words of this folder. It skips code and headings, which may ask a question.
 *
 * @param isForReaders whether it lints what users read, and not only who maintains the code
 */
export function newLinter(isForReaders: boolean): Linter {
  const rulePaths = ['words.yml', ...isForReaders ? ['words-for-readers.yml'] : []].map((name) => resolve(__dirname, name));
  // A configuration file would be loaded by import(), which jest does not have: there would be no rules, and no error.
  const descriptor = new TextlintKernelDescriptor({
    rules: [{ ruleId: 'prh', rule: words, options: { rulePaths } }],
    filterRules: [],
    plugins: [{ pluginId: '@textlint/markdown', plugin: markdown, options: true }],
  });
  const linter = createLinter({ descriptor });
  return async (text) => {
    const { messages } = await linter.lintText(text, 'text.md');
    const lines = text.split('\n');
    return messages.filter(({ line }) => !/^#+ /.test(lines[line - 1])).map(({ line, message }) => ({ line, message }));
  };
}
