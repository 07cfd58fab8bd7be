/*
 * The programs that a shell script runs, with their arguments: as much of the grammar of POSIX shells as that needs, and no more.
 * What a script only makes up while it runs, and what is in functions and loops as data, is not followed.
 */
import { OUTPUT, programName, ShellCommand } from './command';
import { Cursor } from './cursor';
import { innerCommands, isShell, withoutPrefix } from './nested-commands';
import { Expected, NO_FILE, openCommand, REDIRECTIONS } from './redirections';
import { Lookup, readReference } from './variables';

/** How deep commands in commands are followed. */
const MAX_DEPTH = 20;

/** How many of a command's redirections say what is written there: each repeats the command. */
const MAX_OUTPUTS = 10;

/** All programs that a script runs, those in substitutions and after `sudo`, `xargs` or `sh -c` too. */
export function shellCommands(script: string, lookup: Lookup, depth = 0): readonly ShellCommand[] {
  if (depth > MAX_DEPTH) {
    return [];
  }
  const reader = new ShellReader(script, lookup, depth);
  reader.readList();
  return reader.commands;
}

/** A program that is started without a shell, and those that it starts. */
export function execCommands(command: ShellCommand): readonly ShellCommand[] {
  return command.length === 0 ? [] : [command, ...innerOf(command, () => undefined, 0)];
}

function innerOf(command: ShellCommand, lookup: Lookup, depth: number): readonly ShellCommand[] {
  return innerCommands(command).flatMap((inner) => typeof inner === 'string'
    ? shellCommands(inner, lookup, depth + 1)
    : [inner, ...(depth < MAX_DEPTH ? innerOf(inner, lookup, depth + 1) : [])]);
}

/** A text that is the input of a command. */
interface HereDocument {
  readonly name: string;
  readonly isIndented: boolean;
  readonly words: readonly string[];
}

const SEPARATORS = new Set(['\n', ';', '&', '|', '(', ')']);
const BLANKS = new Set([' ', '\t', '\r']);
const ESCAPED_IN_QUOTES = new Set(['"', '\\', '$', '`']);

class ShellReader extends Cursor {
  public readonly commands: ShellCommand[] = [];
  private command = openCommand();
  private expected: Expected = 'word';
  private hereDocuments: HereDocument[] = [];

  constructor(script: string, private readonly lookup: Lookup, private depth: number) {
    super(script);
  }

  /** Reads commands up to the end, or to the parenthesis that closes this list. */
  public readList(isNested = false): void {
    const { command, expected } = this;
    this.command = openCommand();
    this.expected = 'word';
    while (this.position < this.text.length) {
      const char = this.text[this.position];
      if (char === ')' && isNested) {
        break;
      } else if (BLANKS.has(char)) {
        this.position++;
      } else if (char === '\\' && this.isBeforeLineEnd) {
        this.skipLineEnd();
      } else if (char === '#') {
        this.skipTo('\n');
      } else if (char === '<' || char === '>' || this.text.startsWith('&>', this.position)) {
        this.readRedirection();
      } else if (SEPARATORS.has(char)) {
        this.endCommand();
        this.position++;
        if (char === '\n') {
          this.readHereDocuments();
        }
      } else {
        this.takeWord(this.readWord());
      }
    }
    this.endCommand();
    this.position++;
    this.command = command;
    this.expected = expected;
  }

  private endCommand(): void {
    this.expected = 'word';
    const { words, outputs, inputs } = this.command;
    const command = withoutPrefix(words);
    if (command.length > 0) {
      this.add([command, ...innerOf(command, this.lookup, this.depth)]);
    }
    this.add(outputs.map((file, index) => index < MAX_OUTPUTS ? [OUTPUT, file, ...command, ...inputs] : [OUTPUT, file]));
    this.command = openCommand();
  }

  /** One by one: as arguments of a function they may be too many. */
  private add(commands: readonly ShellCommand[]): void {
    commands.forEach((command) => this.commands.push(command));
  }

  private takeWord(word: string): void {
    const { expected, command: { words, outputs, inputs } } = this;
    this.expected = 'word';
    if (expected === 'word') {
      words.push(word);
    } else if (expected === 'input') {
      inputs.push(word);
    } else if (expected === 'output') {
      outputs.push(...NO_FILE.test(word) ? [] : [word]);
    } else if (expected !== 'target') {
      this.hereDocuments.push({ name: word, isIndented: expected === '<<-', words });
    }
  }

  private readRedirection(): void {
    const { text, position } = this;
    const [operator, expected] = REDIRECTIONS.find(([each]) => text.startsWith(each, position))!;
    // In `2>file` the number belongs to the redirection, in `echo 2 >file` it does not.
    const { words } = this.command;
    const last = words[words.length - 1];
    if (last !== undefined && /^\d$/.test(last) && text[position - 1] === last) {
      words.pop();
    }
    this.expected = expected;
    this.position += operator.length;
  }

  private readWord(): string {
    let word = '';
    while (this.position < this.text.length) {
      const char = this.text[this.position];
      if (BLANKS.has(char) || SEPARATORS.has(char) || char === '<' || char === '>') {
        break;
      }
      word += this.readPart(char);
    }
    return word;
  }

  private readPart(char: string): string {
    switch (char) {
      case '\'': return this.readUntil('\'');
      case '"': return this.readQuoted();
      case '$': return this.readDollar();
      case '`': return this.readBackquoted();
      case '\\': return this.readEscaped();
      default: return this.text[this.position++];
    }
  }

  private readQuoted(): string {
    let word = '';
    for (this.position++; this.position < this.text.length && this.text[this.position] !== '"';) {
      const char = this.text[this.position];
      if (char === '\\' && !ESCAPED_IN_QUOTES.has(this.text[this.position + 1]) && !this.isBeforeLineEnd) {
        word += char;
        this.position++;
      } else {
        word += char === '\'' ? this.text[this.position++] : this.readPart(char);
      }
    }
    this.position++;
    return word;
  }

  private readEscaped(): string {
    if (this.isBeforeLineEnd) {
      this.skipLineEnd();
      return '';
    }
    this.position += 2;
    return this.text[this.position - 1] ?? '';
  }

  private readDollar(): string {
    const { text, position } = this;
    if (text[position + 1] === '(' && this.depth < MAX_DEPTH) {
      this.position += 2;
      this.depth++;
      this.readList(true);
      this.depth--;
      // What it prints nobody knows.
      return '$()';
    }
    const { text: value, end } = readReference(text, position, this.lookup);
    this.position = end;
    return value;
  }

  private readBackquoted(): string {
    const script = this.readUntil('`');
    this.add(shellCommands(script, this.lookup, this.depth + 1));
    return '$()';
  }

  private readHereDocuments(): void {
    const pending = this.hereDocuments;
    this.hereDocuments = [];
    for (const { name, isIndented, words } of pending) {
      const body: string[] = [];
      while (this.position < this.text.length) {
        const line = this.readLine();
        const bare = isIndented ? line.replace(/^\t+/, '') : line;
        if (bare === name) {
          break;
        }
        body.push(bare);
      }
      if (isScript(words, body)) {
        this.add(shellCommands(body.join('\n'), this.lookup, this.depth + 1));
      }
    }
  }
}

/** Whether a here-document is run: by the shell that it is given to, or by the builder where it is alone. */
function isScript(words: readonly string[], [first = '']: readonly string[]): boolean {
  const [program] = withoutPrefix(words);
  return program === undefined ? !first.startsWith('#!') || isShell(interpreterOf(first)) : isShell(program);
}

/** The program that a first line with `#!` names, be it by way of env. */
function interpreterOf(line: string): string {
  const [program, ...more] = line.slice(2).trim().split(/\s+/);
  return programName(program) === 'env' ? withoutPrefix(more.filter((word) => !word.startsWith('-')))[0] ?? '' : program;
}
