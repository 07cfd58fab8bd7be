import { CelLibrary, overload, traversal } from './define';
import { QUANTITIES } from './quantities';
import { regexCost, regexOf } from './regex-calls';
import { compareTexts, int } from './standard';
import { CelError, isEqual, numberOf } from '../values';

function order(one: unknown, other: unknown): number {
  const [a, b] = [numberOf(one), numberOf(other)];
  if (a !== undefined && b !== undefined) {
    return a < b ? -1 : Number(a > b);
  }
  if (typeof one === 'string' && typeof other === 'string') {
    return compareTexts(one, other);
  }
  if (typeof one === 'boolean' && typeof other === 'boolean') {
    return Number(one) - Number(other);
  }
  throw new CelError('no such overload');
}

const perItem = (list: readonly unknown[]) => 1 + list.length;

function extreme(name: string, isBetter: (order: number) => boolean) {
  return [overload('list', (list: readonly unknown[]) => {
    if (list.length === 0) {
      throw new CelError(`${name} called on empty list`);
    }
    return list.reduce((best, each) => isBetter(order(each, best)) ? each : best);
  }, perItem)];
}

function sum(list: readonly unknown[]): unknown {
  if (list.every((each) => typeof each === 'bigint')) {
    return list.reduce((total: bigint, each) => int(total + (each as bigint)), 0n);
  }
  if (list.every((each) => typeof each === 'number')) {
    return list.reduce((total: number, each) => total + (each as number), 0);
  }
  throw new CelError('no such overload');
}

function containsAll(list: readonly unknown[], items: readonly unknown[]): boolean {
  return items.every((item) => list.some((each) => isEqual(each, item)));
}

const perPair = (one: readonly unknown[], other: readonly unknown[]) => one.length * other.length;

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

/** What Kubernetes adds to CEL: lists, sets, regular expressions, quantities. https://kubernetes.io/docs/reference/using-api/cel/ */
export const KUBERNETES: CelLibrary = {
  '.isSorted': [overload('list', (list: readonly unknown[]) =>
    list.every((each, index) => index === 0 || order(list[index - 1], each) <= 0), perItem)],
  '.sum': [overload('list', sum, perItem)],
  '.min': extreme('min', (each) => each < 0),
  '.max': extreme('max', (each) => each > 0),
  '.indexOf': [overload('list any', (list: readonly unknown[], item: unknown) => BigInt(list.findIndex((each) => isEqual(each, item))),
    perItem)],
  '.lastIndexOf': [overload('list any', (list: readonly unknown[], item: unknown) =>
    BigInt(list.reduce<number>((last, each, index) => isEqual(each, item) ? index : last, -1)), perItem)],
  'sets.contains': [overload('list list', containsAll, perPair)],
  'sets.equivalent': [overload('list list', (one: readonly unknown[], other: readonly unknown[]) =>
    containsAll(one, other) && containsAll(other, one), (one: readonly unknown[], other: readonly unknown[]) => 2 * perPair(one, other))],
  'sets.intersects': [overload('list list', (one: readonly unknown[], other: readonly unknown[]) =>
    one.some((each) => containsAll(other, [each])), perPair)],
  '.find': [overload('string string', (text: string, pattern: string) => {
    const characters = [...text];
    const match = regexOf(pattern).find(characters);
    return match ? characters.slice(match.start, match.end).join('') : '';
  }, regexCost)],
  '.findAll': [
    overload('string string', (text: string, pattern: string) => findAll(text, pattern, -1n), findAllCost),
    overload('string string int', findAll, findAllCost),
  ],
  ...QUANTITIES,
};
