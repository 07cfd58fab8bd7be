/* The options of a program's command line, as getopt reads them. */

/** Which options have a value of their own, which may stand behind them as a word. */
export interface ValuedOptions {
  /** Letters, as `ug` for `-u 1 -g2`. */
  readonly short: string;
  /** Without `--`. */
  readonly long: readonly string[];
}

export interface CommandLine {
  /** The last value of each valued option, by its letter or its name. */
  readonly values: ReadonlyMap<string, string>;
  /** The words that are no options, nor values of such. */
  readonly operands: readonly string[];
}

/** @param words without the program */
export function readCommandLine(words: readonly string[], { short, long }: ValuedOptions): CommandLine {
  const values = new Map<string, string>();
  const operands: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (word.startsWith('--')) {
      const [name, value] = divide(word.slice(2), word.indexOf('=') - 2);
      if (long.includes(name)) {
        values.set(name, value?.slice(1) ?? words[++index] ?? '');
      }
    } else if (word.startsWith('-') && word.length > 1) {
      const letter = [...word.slice(1)].findIndex((each) => short.includes(each)) + 1;
      if (letter > 0) {
        values.set(word[letter], word.slice(letter + 1) || (words[++index] ?? ''));
      }
    } else {
      operands.push(word);
    }
  }
  return { values, operands };
}

function divide(text: string, end: number): [string, string | undefined] {
  return end < 0 ? [text, undefined] : [text.slice(0, end), text.slice(end)];
}
