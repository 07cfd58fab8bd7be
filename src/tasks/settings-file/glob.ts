/* Globs, matched without backtracking, because anyone who opens a pull request can choose file names. */

import { WildcardPart, matchesWildcards } from '../../formats/manifest/wildcards';

/** Matches a path by its steps: all of them, or the steps of a folder that contains it. */
export type Glob = (steps: readonly string[]) => boolean;

/** The maximum length of a glob. */
const MAX_LENGTH = 1000;
/** The maximum number of globs that a glob with braces expands to. */
const MAX_ALTERNATIVES = 1000;

/** Any number of folders. */
const FOLDERS = '**';

type Step = typeof FOLDERS | ((name: string) => boolean);

/** @throws if a glob is too long, or has syntax that only other tools know */
export function checkGlob(glob: string): void {
  if (glob.length > MAX_LENGTH) {
    throw new Error(`the glob ${JSON.stringify(`${glob.slice(0, 30)}…`)} is longer than ${MAX_LENGTH} characters: use several globs`);
  }
  const unknown = glob.startsWith('!') ? '!' : UNKNOWN.exec(glob)?.[0];
  if (unknown !== undefined) {
    throw new Error(`the glob ${JSON.stringify(glob)} has ${JSON.stringify(unknown)}, which is not supported: use *, **, ?, [a-c] and `
      + '{a,b}, and put a literal special character in brackets');
  }
}

/**
 * Reads a glob: `*` stands for any text within a name, `?` for one character, `[a-c]` for one of some, `{a,b}` for one of several texts,
 * and `**` for any number of folders. A backslash makes the next character literal.
 *
 * @throws if its braces stand for too many globs
 */
export function readGlob(glob: string): Glob {
  const alternatives = expanded(glob).map((each) => each.split('/')).filter((steps) => !steps.includes('')).map(readPattern);
  return (steps) => alternatives.some((pattern) => matches(pattern, steps));
}

function readPattern(texts: readonly string[]): readonly Step[] {
  const last = texts.filter((text) => text !== FOLDERS).at(-1);
  // Matches the content of folders, but not files beside them.
  const isInFolders = texts.at(-1) === FOLDERS && last?.endsWith('*') === true;
  return (isInFolders ? [...texts, '*'] : texts).map(readStep);
}

/** A path as a glob that matches only this path. */
export function literalGlob(path: string): string {
  return path.replace(/\\/g, '\\$&').replace(/[*?[{(]/g, '[$&]').replace(/^!/, '[\\!]');
}

/** Patterns of shells, such as `+(a|b)` and `{1..3}`. */
const UNKNOWN = /[@+*?!]\(|\{[^{},]*\.\.[^{},]*\}/;

function readStep(text: string): Step {
  if (text === FOLDERS) {
    return FOLDERS;
  }
  return /[*?[\\]/.test(text) ? readName(text) : (name) => name === text;
}

/**
 * Walks through the steps with all places of the pattern that may be reached, so that the time is at most the product of both lengths.
 */
function matches(pattern: readonly Step[], steps: readonly string[]): boolean {
  let places = reached([0], pattern);
  for (const step of steps) {
    if (places.includes(pattern.length) && !isParent(step)) {
      return true; // What is in a folder that it matches.
    }
    places = reached(places.flatMap((place) => {
      const expected: Step | undefined = pattern[place];
      if (expected === undefined) {
        return [];
      }
      if (expected === FOLDERS) {
        return isParent(step) ? [] : [place];
      }
      return expected(step) ? [place + 1] : [];
    }), pattern);
  }
  return places.includes(pattern.length);
}

/** The positions in a pattern, and the positions after each `**`, which also matches no folder. */
function reached(places: readonly number[], pattern: readonly Step[]): readonly number[] {
  const all = new Set(places);
  for (const place of all) {
    if (pattern[place] === FOLDERS) {
      all.add(place + 1);
    }
  }
  return [...all];
}

function isParent(name: string): boolean {
  return name === '..';
}

function readName(text: string): (name: string) => boolean {
  const parts: WildcardPart[] = [];
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    const set = character === '[' ? SET.exec(text.slice(index)) : null;
    if (character === '*') {
      parts.push('*');
    } else if (character === '?') {
      parts.push(() => true);
    } else if (set) {
      parts.push(readSet(set[1]));
      index += set[0].length - 1;
    } else {
      const literal = character === '\\' ? text[++index] ?? '\\' : character;
      parts.push(literal === '*' ? isStar : literal);
    }
  }
  return (name) => !isParent(name) && matchesWildcards(parts, name);
}

function isStar(character: string): boolean {
  return character === '*';
}

/** The `]` right behind the beginning is a character. */
const SET = /^\[([!^]?\]?(?:\\.|[^\]\\])*)\]/;

function readSet(text: string): (character: string) => boolean {
  const isNegated = /^[!^]./.test(text);
  const ranges = [...text.slice(isNegated ? 1 : 0).matchAll(/\\?([^])(?:-\\?([^]))?/g)].map(([, first, last = first]) => [first, last]);
  return (character) => ranges.some(([first, last]) => first <= character && character <= last) !== isNegated;
}

/**
 * The globs that a glob with braces expands to.
 *
 * @throws if there are too many
 */
function expanded(glob: string): readonly string[] {
  const found = innermost(glob);
  if (!found) {
    return [glob];
  }
  const { start, end, choices } = found;
  const all = choices.flatMap((choice) => expanded(`${glob.slice(0, start)}${choice}${glob.slice(end)}`));
  if (all.length > MAX_ALTERNATIVES) {
    throw new Error(`the glob ${JSON.stringify(glob)} expands to more than ${MAX_ALTERNATIVES} globs: use fewer braces`);
  }
  return all;
}

/** The first braces with several texts that contain no other such braces. Braces in sets and after a backslash are plain characters. */
function innermost(glob: string): { readonly start: number; readonly end: number; readonly choices: readonly string[] } | undefined {
  const open: number[][] = [];
  for (let index = 0; index < glob.length; index++) {
    const character = glob[index];
    if (character === '\\') {
      index++;
    } else if (character === '[') {
      index += (SET.exec(glob.slice(index))?.[0].length ?? 1) - 1;
    } else if (character === '{') {
      open.push([index]);
    } else if (character === ',') {
      open.at(-1)?.push(index);
    } else if (character === '}') {
      const cuts = open.pop() ?? [];
      if (cuts.length > 1) {
        const ends = [...cuts.slice(1), index];
        return { start: cuts[0], end: index + 1, choices: ends.map((end, each) => glob.slice(cuts[each] + 1, end)) };
      }
    }
  }
  return undefined;
}
