import { CelLibrary, overload, pairCost, visitCost } from './define';
import { compareNumbers, compareTexts, int, uint } from './standard';
import { TIMES } from './times';
import { CelError, isEqual, numberOf, Optional, typeNameOf, Uint } from '../values';

const COMPARABLE = new Set(['int', 'uint', 'double', 'string', 'bool', 'bytes', ...TIMES['<'].flatMap(({ types }) => types)]);

/** @throws CelError for values that have no order */
function order(one: unknown, other: unknown): number {
  const [a, b] = [numberOf(one), numberOf(other)];
  if (a !== undefined && b !== undefined) {
    return compareNumbers(a, b);
  }
  if (typeof one === 'string' && typeof other === 'string') {
    return compareTexts(one, other);
  }
  if (typeof one === 'boolean' && typeof other === 'boolean') {
    return Number(one) - Number(other);
  }
  if (one instanceof Uint8Array && other instanceof Uint8Array) {
    return Buffer.compare(one, other);
  }
  const types = `${typeNameOf(one)} ${typeNameOf(other)}`;
  const isLess = TIMES['<'].find((each) => each.types.join(' ') === types);
  if (isLess) {
    return isLess.run(one, other) === true ? -1 : Number(isLess.run(other, one));
  }
  throw new CelError('no such overload');
}

/** @throws CelError for a value that is never in an order */
function checkComparable(list: List): void {
  if (!list.every((each) => COMPARABLE.has(typeNameOf(each)))) {
    throw new CelError('no such overload');
  }
}

/** As the API server: values of different types are equal here. */
function looseOrder(one: unknown, other: unknown): number {
  try {
    return order(one, other);
  } catch (error) {
    if (error instanceof CelError) {
      return 0;
    }
    throw error;
  }
}

type List = readonly unknown[];

function extreme(name: string, isBetter: (order: number) => boolean) {
  return [overload('list', (list: List) => {
    if (list.length === 0) {
      throw new CelError(`${name} called on empty list`);
    }
    checkComparable(list);
    return list.slice(1).reduce((best, each) => isBetter(looseOrder(each, best)) ? each : best, list[0]);
  }, visitCost)];
}

function isSorted(list: List): boolean {
  return list.every((each, index) => {
    checkComparable([each]);
    return looseOrder(list[Math.max(0, index - 1)], each) <= 0;
  });
}

function sum(list: List): unknown {
  if (list.every((each) => typeof each === 'bigint')) {
    return list.reduce((total: bigint, each) => int(total + (each as bigint)), 0n);
  }
  if (list.every((each) => each instanceof Uint)) {
    return list.reduce((total: Uint, each) => uint(total.value + (each as Uint).value), new Uint(0n));
  }
  if (list.every((each) => typeof each === 'number')) {
    return list.reduce((total: number, each) => total + (each as number), 0);
  }
  const add = TIMES['+'].find(({ types }) => list.every((each) => types[0] === typeNameOf(each)
    && types[1] === types[0]));
  if (!add) {
    throw new CelError('no such overload');
  }
  return list.reduce((total, each) => add.run(total, each));
}

function containsAll(list: List, items: List): boolean {
  return items.every((item) => list.some((each) => isEqual(each, item)));
}

/** @throws CelError for an end that is not in the list */
function slice(list: List, start: bigint, end: bigint): List {
  if (start < 0n || end < 0n || start > end || end > BigInt(list.length)) {
    throw new CelError(`cannot slice(${start}, ${end}) a list of length ${list.length}`);
  }
  return list.slice(Number(start), Number(end));
}

const DEEPEST = 100;

function depthOf(depth: bigint): number {
  if (depth < 0n) {
    throw new CelError('level must be non-negative');
  }
  return Number(depth < DEEPEST ? depth : DEEPEST);
}

function sorted(list: List, keys: List): List {
  if (keys.length > 0) {
    order(keys[0], keys[0]);
  }
  if (keys.some((key) => typeNameOf(key) !== typeNameOf(keys[0]))) {
    throw new CelError('list elements must have the same type');
  }
  return keys.map((_, index) => index).sort((one, other) => order(keys[one], keys[other]) || one - other).map((index) => list[index]);
}

function distinct(list: List): List {
  return list.filter((item, index) => !list.slice(0, index).some((other) => isEqual(item, other)));
}

function range(size: bigint): readonly bigint[] {
  if (size < 0n) {
    throw new CelError(`lists.range: size must be non-negative, got ${size}`);
  }
  return Array.from({ length: Number(size) }, (_, index) => BigInt(index));
}

/** A call, and the list that it makes. */
const NEW_LIST = 11;
const perItem = (list: List) => NEW_LIST + list.length;

/** As cel-go counts it, and what is compared. */
const selfCost = (list: List) => NEW_LIST + Math.max(Math.floor(list.length * list.length * 2.1), pairCost(list, list));
const keyCost = (_: List, keys: List) => selfCost(keys);

const setCost = (one: List, other: List) => 1 + pairCost(one, other);

/** Lists of which each item is one list again: what it visits counts, not only the list. */
const flatCost = (list: List, depth = 1n) => NEW_LIST
  + Math.max(list.length * Number(depth), visitCost(list) * Math.min(Number(depth), DEEPEST));

/**
 * Lists and sets. https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-list-library, https://pkg.go.dev/github.com/google/cel-go/ext#Lists
 */
export const LISTS: CelLibrary = {
  '.isSorted': [overload('list', isSorted, visitCost)],
  '.sum': [overload('list', sum, visitCost)],
  '.min': extreme('min', (each) => each < 0),
  '.max': extreme('max', (each) => each > 0),
  '.indexOf': [overload('list any', (list: List, item: unknown) => BigInt(list.findIndex((each) => isEqual(each, item))), visitCost)],
  '.lastIndexOf': [overload('list any', (list: List, item: unknown) =>
    BigInt(list.reduce<number>((last, each, index) => isEqual(each, item) ? index : last, -1)), visitCost)],
  '.includes': [overload('any any', (list: unknown, item: unknown) =>
    (Array.isArray(list) ? list as List : [list]).some((each) => isEqual(each, item)), visitCost)],
  'sets.contains': [overload('list list', containsAll, setCost)],
  'sets.equivalent': [overload('list list', (one: List, other: List) => containsAll(one, other) && containsAll(other, one),
    (one: List, other: List) => setCost(one, other) + setCost(other, one))],
  'sets.intersects': [overload('list list', (one: List, other: List) => one.some((each) => containsAll(other, [each])), setCost)],
  '.slice': [overload('list int int', slice, (_: List, start: bigint, end: bigint) => NEW_LIST + Math.max(0, Number(end - start)))],
  '.flatten': [
    overload('list', (list: List) => list.flat(), flatCost),
    overload('list int', (list: List, depth: bigint) => list.flat(depthOf(depth)), flatCost),
  ],
  '.sort': [overload('list', (list: List) => sorted(list, list), selfCost)],
  '@sortBy': [overload('list list', sorted, keyCost)],
  '.reverse': [overload('list', (list: List) => [...list].reverse(), perItem)],
  '.distinct': [overload('list', distinct, selfCost)],
  'lists.range': [overload('int', range, (size: bigint) => NEW_LIST + Math.max(0, Number(size)))],
  '.first': [overload('list', (list: List) => list.length > 0 ? new Optional(list[0]) : Optional.NONE)],
  '.last': [overload('list', (list: List) => list.length > 0 ? new Optional(list[list.length - 1]) : Optional.NONE)],
};
