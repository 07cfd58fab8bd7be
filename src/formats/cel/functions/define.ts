import { Meter } from '../meter';
import { CelError, typeNameOf, celWeight } from '../values';

/** A function for arguments of some types. `any` is every type. Its target, if it is a method, is the first argument. */
export interface Overload {
  readonly types: readonly string[];
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the types above say what the arguments are
  readonly run: (...args: any[]) => unknown;
  /** The cost as cel-go counts it. Default: 1. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly cost?: (...args: any[]) => number;
}

/** Overloads by name. A method starts with a dot. */
export type CelLibrary = Readonly<Record<string, readonly Overload[]>>;

/** @throws CelError if no overload takes the arguments, as the API server words it */
export function callOverload(overloads: readonly Overload[], args: readonly unknown[], meter: Meter): unknown {
  const types = args.map(typeNameOf);
  const found = overloads.find((each) => each.types.length === args.length && each.types.every((type, index) =>
    type === 'any' || type === types[index]));
  meter.charge(Math.max(1, found?.cost?.(...args) ?? 1));
  if (!found) {
    throw new CelError('no such overload');
  }
  return found.run(...args);
}

export function overload(types: string, run: Overload['run'], cost?: Overload['cost']): Overload {
  return { types: types === '' ? [] : types.split(' '), run, cost };
}

/** The cost of reading a text or a list. */
export function traversal(...values: readonly { readonly length: number }[]): number {
  return Math.ceil(values.reduce((sum, { length }) => sum + length, 0) * 0.1);
}

/** The cost of visiting a value: a tenth of its texts, and one for each item of a list. */
export function visitCost(value: unknown): number {
  const count = Array.isArray(value) ? value.length : 1;
  return Math.max(count, Math.ceil(celWeight(value) * 0.1));
}

/** The cost of comparing each item of a list with each item of another. */
export function pairCost(one: readonly unknown[], other: readonly unknown[]): number {
  return one.length * Math.max(other.length, Math.ceil(celWeight(other) * 0.1));
}
