import { isArray, isObject, JsonObject } from '../manifest/json';

/*
 * Values of CEL: int is a bigint, double a number, string, bool, null and list as in JavaScript; the other types are classes.
 */

/** An error of an evaluation, as the API server words it. */
export class CelError extends Error {}

/** An evaluation that costs more than the API server allows. */
export class CostError extends Error {}

export class Uint {
  constructor(public readonly value: bigint) {}
}

export type Key = string | bigint | boolean | Uint;

/** A map. Keys of numbers are equal if their values are. */
export class CelMap {
  private readonly byKey = new Map<string, readonly [Key, unknown]>();

  constructor(entries: Iterable<readonly [Key, unknown]>) {
    for (const [key, value] of entries) {
      this.byKey.set(keyText(key)!, [key, value]);
    }
  }

  public get size(): number {
    return this.byKey.size;
  }

  public get keys(): readonly Key[] {
    return [...this.byKey.values()].map(([key]) => key);
  }

  public has(key: unknown): boolean {
    const text = keyText(key);
    return text !== undefined && this.byKey.has(text);
  }

  public get(key: unknown): unknown {
    return this.byKey.get(keyText(key) ?? '')?.[1];
  }

  public entries(): readonly (readonly [Key, unknown])[] {
    return [...this.byKey.values()];
  }
}

/** Undefined for a value that cannot be a key. */
function keyText(key: unknown): string | undefined {
  switch (typeof key) {
    case 'string': return `s${key}`;
    case 'bigint': return `n${key}`;
    case 'boolean': return `b${key}`;
    case 'number': return Number.isInteger(key) ? `n${BigInt(key)}` : undefined;
    default: return key instanceof Uint ? `n${key.value}` : undefined;
  }
}

export class Optional {
  public static readonly NONE = new Optional(undefined);

  constructor(private readonly content: unknown) {}

  public get hasValue(): boolean {
    return this.content !== undefined;
  }

  /** @throws CelError if there is none */
  public get value(): unknown {
    if (!this.hasValue) {
      throw new CelError('optional.none() dereference');
    }
    return this.content;
  }
}

/** A value of a library of Kubernetes, such as a quantity. */
export abstract class Extension {
  /** Such as `kubernetes.Quantity`. */
  public abstract readonly type: string;

  /** Texts of equal values are equal. */
  public abstract readonly key: string;

  /** Whether `optional.ofNonZeroValue` makes nothing of it. */
  public get isZero(): boolean {
    return false;
  }
}

/** Names of types, as `type(x)` returns them. */
export class TypeName {
  constructor(public readonly name: string) {}
}

export function typeNameOf(value: unknown): string {
  switch (typeof value) {
    case 'bigint': return 'int';
    case 'number': return 'double';
    case 'string': return 'string';
    case 'boolean': return 'bool';
  }
  if (value === null) {
    return 'null_type';
  }
  const names: readonly (readonly [abstract new (...args: never[]) => unknown, string])[] = [
    [Uint, 'uint'], [Uint8Array, 'bytes'], [Array, 'list'], [CelMap, 'map'], [Optional, 'optional_type'], [TypeName, 'type'],
  ];
  return names.find(([type]) => value instanceof type)?.[1] ?? (value as Extension).type;
}

const WEIGHTS = new WeakMap<object, number>();

/**
 * How many parts a value has: characters of texts, items of lists, and all within. A list can contain the same list many times, so this
 * can be far more than its memory. A function that visits a value costs by it.
 */
export function celWeight(value: unknown): number {
  if (typeof value === 'string' || value instanceof Uint8Array) {
    return 1 + value.length;
  }
  if (!isArray(value) && !(value instanceof CelMap)) {
    return value instanceof Optional && value.hasValue ? celWeight(value.value) : 1;
  }
  const known = WEIGHTS.get(value);
  if (known !== undefined) {
    return known;
  }
  const parts = isArray(value) ? value : value.entries().flat();
  const weight = parts.reduce<number>((sum, part) => sum + celWeight(part), 1);
  WEIGHTS.set(value, weight);
  return weight;
}

/** The JSON of a manifest as values. Numbers without a fraction are of the type int, as the API server reads them. */
export function celOf(json: unknown): unknown {
  if (typeof json === 'number') {
    return Number.isInteger(json) ? BigInt(json) : json;
  }
  if (isArray(json)) {
    return json.map(celOf);
  }
  if (!isObject(json)) {
    return json ?? null;
  }
  const present = Object.entries(json as JsonObject).filter(([, value]) => value !== undefined && value !== null);
  return new CelMap(present.map(([key, value]) => [key, celOf(value)] as const));
}

/** The number of a value of a numeric type; undefined for other types. */
export function numberOf(value: unknown): bigint | number | undefined {
  if (value instanceof Uint) {
    return value.value;
  }
  return typeof value === 'bigint' || typeof value === 'number' ? value : undefined;
}

/** Whether two values are equal. Values of different types are not, except numbers. */
export function isEqual(one: unknown, other: unknown): boolean {
  const [first, second] = [numberOf(one), numberOf(other)];
  if (first !== undefined && second !== undefined) {
    // As cel-go: an int is compared with a double as a double.
    return typeof first === typeof second ? first === second : Number(first) === Number(second);
  }
  if (isArray(one) && isArray(other)) {
    return one.length === other.length && one.every((item, index) => isEqual(item, other[index]));
  }
  if (one instanceof CelMap && other instanceof CelMap) {
    return one.size === other.size && one.entries().every(([key, value]) => other.has(key) && isEqual(value, other.get(key)));
  }
  if (one instanceof Optional && other instanceof Optional) {
    return one.hasValue && other.hasValue ? isEqual(one.value, other.value) : one.hasValue === other.hasValue;
  }
  if (one instanceof Uint8Array && other instanceof Uint8Array) {
    return Buffer.compare(one, other) === 0;
  }
  if (one instanceof Extension && other instanceof Extension) {
    return one.type === other.type && one.key === other.key;
  }
  return one instanceof TypeName && other instanceof TypeName ? one.name === other.name : one === other;
}
