import { overload, Overload, traversal } from './define';
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
export function regexCost(text: string, pattern: string): number {
  const size = Math.ceil(pattern.length * 0.25);
  return traversal(`${text} `) * Math.max(size, Math.ceil(regexOf(pattern).size * 0.1));
}

export const matchesRegex: Overload = overload(
  'string string', (text: string, pattern: string) => regexOf(pattern).find([...text]) !== undefined, regexCost,
);
