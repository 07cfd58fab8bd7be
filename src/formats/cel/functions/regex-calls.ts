import { CelLibrary, overload, Overload, traversal } from './define';
import { LinearRegex } from '../regex';

const MOST_KEPT = 200;
const kept = new Map<string, LinearRegex>();

/** A pattern is compiled once, because policies use few of them on many objects. */
export function regexOf(pattern: string): LinearRegex {
  const known = kept.get(pattern);
  if (known) {
    return known;
  }
  const regex = new LinearRegex(pattern);
  if (kept.size >= MOST_KEPT) {
    kept.clear();
  }
  kept.set(pattern, regex);
  return regex;
}

/** As cel-go counts it, and the steps of a pattern that is larger than its text. */
function regexCost(text: string, pattern: string): number {
  const size = Math.ceil(pattern.length * 0.25);
  return traversal(`${text} `) * Math.max(size, Math.ceil(regexOf(pattern).size * 0.1));
}

const matchesRegex: Overload = overload(
  'string string', (text: string, pattern: string) => regexOf(pattern).find([...text]) !== undefined, regexCost,
);

function findAll(text: string, pattern: string, most: bigint): readonly string[] {
  const characters = [...text];
  const regex = regexOf(pattern);
  const found: string[] = [];
  let from = 0;
  let last = -1;
  while (from <= characters.length && (most < 0n || BigInt(found.length) < most)) {
    const match = regex.find(characters, from);
    if (!match) {
      break;
    }
    // As Go: an empty match right behind another match does not count.
    if (match.end > match.start || match.start !== last) {
      found.push(characters.slice(match.start, match.end).join(''));
    }
    last = match.end;
    from = match.end > match.start ? match.end : match.end + 1;
  }
  return found;
}

const findAllCost = (text: string, pattern: string) => regexCost(text, pattern) * (1 + traversal(text));

/** https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-regex-library */
export const REGEX: CelLibrary = {
  'matches': [matchesRegex],
  '.matches': [matchesRegex],
  '.find': [overload('string string', (text: string, pattern: string) => {
    const characters = [...text];
    const match = regexOf(pattern).find(characters);
    return match ? characters.slice(match.start, match.end).join('') : '';
  }, regexCost)],
  '.findAll': [
    overload('string string', (text: string, pattern: string) => findAll(text, pattern, -1n), findAllCost),
    overload('string string int', findAll, findAllCost),
  ],
};
