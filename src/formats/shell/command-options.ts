/* The options of a program's command line, as getopt reads them. */

/** The options with a value, which may be the next word. */
export interface ValuedOptions {
  /** Letters, as `ug` for `-u 1 -g2`. */
  readonly short: string;
  /** Names without `--`. */
  readonly long: readonly string[];
  /** Whether options end at the first operand, because the rest is a command that the program starts. */
  readonly endAtOperand?: boolean;
}

export interface CommandLine {
  /** The last value of each valued option, by its letter or its name. */
  readonly values: ReadonlyMap<string, string>;
  /** The options without a value, by letter or name. */
  readonly flags: ReadonlySet<string>;
  /** The words that are neither options nor values of options. */
  readonly operands: readonly string[];
}

/** @param words without the program */
export function readCommandLine(words: readonly string[], { short, long, endAtOperand }: ValuedOptions): CommandLine {
  const values = new Map<string, string>();
  const flags = new Set<string>();
  const operands: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (word === '--') {
      return { values, flags, operands: [...operands, ...words.slice(index + 1)] };
    } else if (word.startsWith('--')) {
      const [name, value] = divide(word.slice(2), word.indexOf('=') - 2);
      if (long.includes(name)) {
        values.set(name, value?.slice(1) ?? words[++index] ?? '');
      } else {
        flags.add(name);
      }
    } else if (word.startsWith('-') && word.length > 1) {
      const letters = [...word.slice(1)];
      const valued = letters.findIndex((each) => short.includes(each));
      letters.slice(0, valued < 0 ? undefined : valued).forEach((letter) => flags.add(letter));
      if (valued >= 0) {
        values.set(letters[valued], letters.slice(valued + 1).join('') || (words[++index] ?? ''));
      }
    } else if (endAtOperand) {
      return { values, flags, operands: words.slice(index) };
    } else {
      operands.push(word);
    }
  }
  return { values, flags, operands };
}

function divide(text: string, end: number): [string, string | undefined] {
  return end < 0 ? [text, undefined] : [text.slice(0, end), text.slice(end)];
}
