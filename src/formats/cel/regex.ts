import { CelError } from './values';

/*
 * Regular expressions of RE2, matched in time linear in the text: all states at once, never back. A set of characters, such as \p{Greek},
 * is a regular expression of JavaScript for one character.
 */

type Set = (character: string) => boolean;
type Assertion = '^' | '$' | '\\A' | '\\z' | '\\b' | '\\B';

type Step =
  | { readonly kind: 'set'; readonly has: Set }
  | { readonly kind: 'assert'; readonly assertion: Assertion; readonly isMultiline: boolean }
  | { readonly kind: 'split'; first: number; second: number }
  | { readonly kind: 'jump'; to: number }
  | { readonly kind: 'match' };

type Tree =
  | { readonly kind: 'set'; readonly has: Set }
  | { readonly kind: 'assert'; readonly assertion: Assertion; readonly isMultiline: boolean }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Tree[] }
  | { readonly kind: 'repeat'; readonly of: Tree; readonly least: number; readonly most: number; readonly isLazy: boolean };

interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly U: boolean;
}

/** As in Go: https://pkg.go.dev/regexp/syntax */
const MOST_REPEATS = 1000;
const MOST_STEPS = 50_000;
const DEEPEST = 200;

export interface Match {
  readonly start: number;
  readonly end: number;
}

export class LinearRegex {
  private readonly steps: Step[] = [];

  /** @throws CelError if the pattern is not one of RE2 */
  constructor(pattern: string) {
    this.add(new PatternParser(pattern).whole());
    this.steps.push({ kind: 'match' });
  }

  public get size(): number {
    return this.steps.length;
  }

  /** The leftmost match, as Perl prefers alternatives; undefined if there is none. */
  public find(characters: readonly string[], from = 0): Match | undefined {
    let threads: Thread[] = [];
    let found: Match | undefined;
    for (let at = from; at <= characters.length; at++) {
      const here = new Threads(this.steps, characters, at);
      threads.forEach(({ step, start }) => here.follow(step, start));
      if (!found) {
        here.follow(0, at);
      }
      threads = [];
      for (const { step, start } of here.list) {
        const each = this.steps[step];
        if (each.kind === 'match') {
          found = { start, end: at };
          break; // The threads behind are of lower priority.
        }
        if (each.kind === 'set' && at < characters.length && each.has(characters[at])) {
          threads.push({ step: step + 1, start });
        }
      }
      if (found && threads.length === 0) {
        break;
      }
    }
    return found;
  }

  private add(tree: Tree): void {
    const { steps } = this;
    if (steps.length > MOST_STEPS) {
      throw new CelError('the regular expression is too large');
    }
    switch (tree.kind) {
      case 'set': case 'assert': steps.push(tree); break;
      case 'sequence': tree.parts.forEach((part) => this.add(part)); break;
      case 'choice': this.addChoice(tree.parts); break;
      case 'repeat': this.addRepeat(tree);
    }
  }

  private addChoice(parts: readonly Tree[]): void {
    const jumps: { to: number }[] = [];
    parts.forEach((part, index) => {
      const split = index < parts.length - 1 ? this.split() : undefined;
      this.add(part);
      if (split) {
        const jump = { kind: 'jump' as const, to: 0 };
        this.steps.push(jump);
        jumps.push(jump);
        split.second = this.steps.length;
      }
    });
    jumps.forEach((jump) => jump.to = this.steps.length);
  }

  private addRepeat({ of, least, most, isLazy }: Tree & { kind: 'repeat' }): void {
    for (let count = 0; count < least; count++) {
      this.add(of);
    }
    const splits: { first: number; second: number }[] = [];
    const isEndless = most === Infinity;
    const loop = this.steps.length;
    for (let count = least; isEndless ? count === least : count < most; count++) {
      splits.push(this.split());
      this.add(of);
    }
    if (isEndless) {
      this.steps.push({ kind: 'jump', to: loop });
    }
    for (const split of splits) {
      split.second = this.steps.length;
      if (isLazy) {
        [split.first, split.second] = [split.second, split.first];
      }
    }
  }

  private split(): { first: number; second: number } {
    const split = { kind: 'split' as const, first: this.steps.length + 1, second: 0 };
    this.steps.push(split);
    return split;
  }
}

interface Thread {
  readonly step: number;
  readonly start: number;
}

/** The threads at one position, by priority. Each step has one thread. */
class Threads {
  public readonly list: Thread[] = [];
  private readonly seen = new Set<number>();

  constructor(private readonly steps: readonly Step[], private readonly text: readonly string[], private readonly at: number) {}

  public follow(first: number, start: number): void {
    const open = [first];
    while (open.length > 0) {
      const index = open.pop()!;
      if (this.seen.has(index)) {
        continue;
      }
      this.seen.add(index);
      const step = this.steps[index];
      switch (step.kind) {
        case 'jump': open.push(step.to); break;
        case 'split': open.push(step.second, step.first); break;
        case 'assert': if (this.holds(step)) {
          open.push(index + 1);
        } break;
        default: this.list.push({ step: index, start });
      }
    }
  }

  private holds({ assertion, isMultiline }: Step & { kind: 'assert' }): boolean {
    const { at, text } = this;
    const isWordBreak = isWord(text[at - 1]) !== isWord(text[at]);
    switch (assertion) {
      case '^': return at === 0 || (isMultiline && text[at - 1] === '\n');
      case '$': return at === text.length || (isMultiline && text[at] === '\n');
      case '\\A': return at === 0;
      case '\\z': return at === text.length;
      case '\\b': return isWordBreak;
      default: return !isWordBreak;
    }
  }
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /^[0-9A-Za-z_]$/.test(character);
}

const PERL: Readonly<Record<string, string>> = { d: '0-9', w: '0-9A-Za-z_', s: '\\t\\n\\f\\r ' };
const POSIX: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\x00-\\x7F',
  blank: '\\t ',
  cntrl: '\\x00-\\x1F\\x7F',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\t\\n\\v\\f\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};
const CONTROLS: Readonly<Record<string, string>> = { a: '\x07', f: '\f', t: '\t', n: '\n', r: '\r', v: '\v' };

class PatternParser {
  private readonly text: readonly string[];
  private at = 0;
  private depth = 0;

  constructor(private readonly pattern: string) {
    this.text = [...pattern];
  }

  public whole(): Tree {
    const tree = this.choice({ i: false, m: false, s: false, U: false });
    if (this.at < this.text.length) {
      throw this.wrong('unexpected )');
    }
    return tree;
  }

  private wrong(problem: string): CelError {
    return new CelError(`error parsing regexp: ${problem}: \`${this.pattern}\``);
  }

  private take(text: string): boolean {
    const isNext = this.text.slice(this.at, this.at + text.length).join('') === text;
    this.at += isNext ? text.length : 0;
    return isNext;
  }

  private choice(flags: Flags): Tree {
    if (++this.depth > DEEPEST) {
      throw this.wrong('expression nests too deeply');
    }
    const parts: Tree[] = [];
    let current = flags;
    do {
      const { tree, after } = this.sequence(current);
      parts.push(tree);
      current = after;
    } while (this.take('|'));
    this.depth--;
    return parts.length === 1 ? parts[0] : { kind: 'choice', parts };
  }

  /** `(?i)` counts until the end of its group. */
  private sequence(flags: Flags): { readonly tree: Tree; readonly after: Flags } {
    const parts: Tree[] = [];
    let current = flags;
    while (this.at < this.text.length && this.text[this.at] !== '|' && this.text[this.at] !== ')') {
      if (this.take('\\Q')) {
        parts.push(...this.quoted(current));
        continue;
      }
      const item = this.item(current);
      if ('flags' in item) {
        current = item.flags;
      } else {
        parts.push(this.repeated(item, current));
      }
    }
    return { tree: { kind: 'sequence', parts }, after: current };
  }

  private quoted({ i }: Flags): readonly Tree[] {
    const rest = this.text.slice(this.at).join('');
    const end = rest.indexOf('\\E');
    const characters = [...end < 0 ? rest : rest.slice(0, end)];
    this.at += characters.length + (end < 0 ? 0 : 2);
    const trees = characters.map((each) => literal(each, i));
    const last = trees.pop();
    return last ? [...trees, this.repeated(last, { i, m: false, s: false, U: false })] : [];
  }

  private repeated(item: Tree, { U }: Flags): Tree {
    const bounds = this.bounds();
    if (!bounds) {
      return item;
    }
    const isLazy = this.take('?') !== U;
    const before = this.at;
    if (this.bounds()) {
      throw this.wrong(`invalid nested repetition operator at ${before}`);
    }
    const [least, most] = bounds;
    return { kind: 'repeat', of: item, least, most, isLazy };
  }

  private bounds(): readonly [number, number] | undefined {
    if (this.take('*')) {
      return [0, Infinity];
    }
    if (this.take('+')) {
      return [1, Infinity];
    }
    if (this.take('?')) {
      return [0, 1];
    }
    const found = /^\{(\d{1,9})(?:(,)(\d{1,9})?)?\}/.exec(this.text.slice(this.at, this.at + 24).join(''));
    if (!found) {
      return undefined;
    }
    this.at += found[0].length;
    const least = Number(found[1]);
    const most = found[3] === undefined ? least : Number(found[3]);
    if (least > MOST_REPEATS || most > MOST_REPEATS || most < least) {
      throw this.wrong('invalid repeat count');
    }
    return [least, found[2] !== undefined && found[3] === undefined ? Infinity : most];
  }

  private item(flags: Flags): Tree | { readonly flags: Flags } {
    const character = this.text[this.at++];
    switch (character) {
      case '(': return this.group(flags);
      case '[': return { kind: 'set', has: this.bracket(flags) };
      case '.': return { kind: 'set', has: (each) => flags.s || each !== '\n' };
      case '^': case '$': return { kind: 'assert', assertion: character, isMultiline: flags.m };
      case '*': case '+': case '?': throw this.wrong('missing argument to repetition operator');
      case '\\': return this.escape(flags);
      default: return literal(character, flags.i);
    }
  }

  private group(flags: Flags): Tree | { readonly flags: Flags } {
    const rest = this.text.slice(this.at, this.at + 200).join('');
    const start = /^\?(?:P?<[A-Za-z0-9_]+>|([imsU]*)(?:-([imsU]+))?([:)]))/.exec(rest);
    if (!start && rest.startsWith('?')) {
      throw this.wrong('invalid or unsupported Perl syntax');
    }
    const [all = '', on = '', off = '', close] = start ?? [];
    this.at += [...all].length;
    const set = (flag: keyof Flags) => off.includes(flag) ? false : on.includes(flag) || flags[flag];
    const inner = { i: set('i'), m: set('m'), s: set('s'), U: set('U') };
    if (close === ')') {
      return { flags: inner };
    }
    const tree = this.choice(inner);
    if (!this.take(')')) {
      throw this.wrong('missing closing )');
    }
    return { kind: 'sequence', parts: [tree] };
  }

  private escape(flags: Flags): Tree {
    const character = this.text[this.at];
    if (character !== undefined && 'AzbB'.includes(character)) {
      this.at++;
      return { kind: 'assert', assertion: `\\${character}` as Assertion, isMultiline: false };
    }
    const source = this.classEscape();
    return { kind: 'set', has: source === undefined ? literal(this.character(), flags.i).has : setOf(`[${source}]`, flags.i) };
  }

  /** The source of a class in JavaScript, such as `0-9` for \d, after the backslash; undefined for one character. */
  private classEscape(): string | undefined {
    const character = this.text[this.at];
    const lower = character?.toLowerCase() ?? '';
    if (lower in PERL) {
      this.at++;
      return character === lower ? PERL[lower] : complement(PERL[lower]);
    }
    if (lower !== 'p') {
      return undefined;
    }
    const found = /^[pP](?:\{(\^?)(\w+)\}|(\w))/.exec(this.text.slice(this.at, this.at + 60).join(''));
    if (!found) {
      throw this.wrong('invalid character class range');
    }
    this.at += found[0].length;
    const [, negation, long, short] = found;
    const isNegative = (character === 'P') !== (negation === '^');
    return `\\${isNegative ? 'P' : 'p'}{${this.property(long ?? short)}}`;
  }

  private property(name: string): string {
    const candidates = [`General_Category=${name}`, `Script=${name}`];
    const known = name === 'Any' ? 'Any' : candidates.find((each) => isProperty(each));
    if (known === undefined) {
      throw this.wrong('invalid character class range');
    }
    return known;
  }

  /** One character, after a backslash. */
  private character(): string {
    const character = this.text[this.at++];
    if (character === undefined) {
      throw this.wrong('trailing backslash at end of expression');
    }
    if (character in CONTROLS) {
      return CONTROLS[character];
    }
    const rest = this.text.slice(this.at - 1, this.at + 12).join('');
    const number = /^x(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]{1,8})\})|^(0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(rest);
    if (number) {
      this.at += number[0].length - 1;
      const code = number[3] === undefined ? parseInt(number[1] ?? number[2], 16) : parseInt(number[3], 8);
      if (code <= 0x10ffff) {
        return String.fromCodePoint(code);
      }
    }
    if (number || /[0-9A-Za-z]/.test(character) || character > '\x7f') {
      throw this.wrong('invalid escape sequence');
    }
    return character;
  }

  private bracket({ i }: Flags): Set {
    const isNegative = this.take('^');
    const parts: string[] = [];
    for (let isFirst = true; isFirst || this.text[this.at] !== ']'; isFirst = false) {
      if (this.at >= this.text.length) {
        throw this.wrong('missing closing ]');
      }
      parts.push(this.bracketPart());
    }
    this.at++;
    return setOf(`[${isNegative ? '^' : ''}${parts.join('')}]`, i);
  }

  private bracketPart(): string {
    const posix = /^\[:(\^?)(\w+):\]/.exec(this.text.slice(this.at, this.at + 16).join(''));
    if (posix) {
      this.at += posix[0].length;
      const source = Object.hasOwn(POSIX, posix[2]) ? POSIX[posix[2]] : undefined;
      if (source === undefined) {
        throw this.wrong('invalid character class range');
      }
      return posix[1] === '^' ? complement(source) : source;
    }
    if (this.text[this.at] === '\\') {
      this.at++;
      const source = this.classEscape();
      if (source !== undefined) {
        return source;
      }
      this.at--;
    }
    const first = this.bracketCharacter();
    if (this.text[this.at] !== '-' || this.text[this.at + 1] === ']' || this.text[this.at + 1] === undefined) {
      return codeOf(first);
    }
    this.at++;
    const last = this.bracketCharacter();
    if (last.codePointAt(0)! < first.codePointAt(0)!) {
      throw this.wrong('invalid character class range');
    }
    return `${codeOf(first)}-${codeOf(last)}`;
  }

  private bracketCharacter(): string {
    const character = this.text[this.at++];
    if (character === undefined) {
      throw this.wrong('missing closing ]');
    }
    return character === '\\' ? this.character() : character;
  }
}

function isProperty(source: string): boolean {
  try {
    return new RegExp(`\\p{${source}}`, 'u') !== undefined;
  } catch {
    return false;
  }
}

function codeOf(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16)}}`;
}

/** The characters that a class of ASCII characters lacks, as ranges. */
function complement(source: string): string {
  const has = setOf(`[${source}]`, false);
  const missing = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)).filter((each) => !has(each));
  return `${missing.map(codeOf).join('')}\\u{80}-\\u{10FFFF}`;
}

/** A set from its source in JavaScript. It matches one character, so that it cannot backtrack. */
function setOf(source: string, isCaseless: boolean): Set {
  const pattern = new RegExp(`^${source}$`, isCaseless ? 'ui' : 'u');
  return (character) => pattern.test(character);
}

function literal(character: string, isCaseless: boolean): Tree & { kind: 'set' } {
  return { kind: 'set', has: isCaseless ? setOf(codeOf(character), true) : (each) => each === character };
}
