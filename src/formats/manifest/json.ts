/** A JSON object as it is in a manifest: nothing about its values is known until it is read. */
export type JsonObject = { [key: string]: unknown };

/** Where a value is in a manifest: object keys and array indices, from the root. */
export type Path = readonly (string | number)[];

/** `Array.isArray`. Jest's sandbox looks up a global name slowly, and this is asked a thousand times for each pod. */
export const { isArray } = Array;

const NO_OBJECT: JsonObject = Object.freeze({});
const NO_ARRAY: readonly unknown[] = Object.freeze([]);

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !isArray(value);
}

/** The value as an object. Any other value reads as empty: one control reports wrong types, so that readers need not. */
export function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : NO_OBJECT;
}

/** The value as an array; any other value reads as empty. */
export function asArray(value: unknown): readonly unknown[] {
  return isArray(value) ? value : NO_ARRAY;
}

/** The value as a string, or undefined if it is not a string. */
export function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A value as text. Unlike `String` it takes any JSON, such as an object with a field `toString`. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value) ?? '';
}

/** A value of a field that Helm reads as text: `n` without quotes is false, and `1.10` is 1.1. Undefined if it is absent. */
export function scalarText(value: unknown): string | undefined {
  return isAbsent(value) ? undefined : textOf(value);
}

/** Whether a field is absent. To the API server an explicit null is an absent field. */
export function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** The value at a path, or undefined if the path does not exist. */
export function read(root: unknown, path: Path): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) {
      return undefined;
    }
    value = (value as JsonObject)[step];
  }
  return value;
}

/** Whether two values are the same JSON, whatever the order of their keys. Allocates nothing. */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (one === other || typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return one === other;
  }
  let count = 0;
  for (const key in other) {
    count++;
    if (!Object.hasOwn(one, key) || !isSameJson((one as JsonObject)[key], (other as JsonObject)[key])) {
      return false;
    }
  }
  for (const _ in one) {
    count--;
  }
  return count === 0 && isArray(one) === isArray(other);
}

/** A deep copy. An object that is in two places becomes two objects, or YAML would print an anchor. */
export function clone<T>(value: T): T {
  if (isArray(value)) {
    return value.map(clone) as T;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const copy: JsonObject = {};
  for (const key of Object.keys(value)) {
    setOwn(copy, key, clone((value as JsonObject)[key]));
  }
  return copy as T;
}

/**
 * The object under a key, created if it is absent, to fill in missing fields.
 * Undefined if the author wrote another value than an object, there or in place of the parent, which must not be replaced.
 */
export function childObject(parent: JsonObject, key: string): JsonObject | undefined {
  if (isAbsent(parent[key]) && parent !== NO_OBJECT) {
    parent[key] = {};
  }
  const child = parent[key];
  return isObject(child) ? child : undefined;
}

/** The array under a key, created where it is absent. Undefined if the author wrote something that is not an array. */
export function childArray(parent: JsonObject, key: string): unknown[] | undefined {
  if (isAbsent(parent[key]) && parent !== NO_OBJECT) {
    parent[key] = [];
  }
  const child = parent[key];
  return isArray(child) ? child : undefined;
}

/** Sets each default whose field is absent. */
export function fillIn(target: JsonObject | undefined, defaults: JsonObject): void {
  if (!target || target === NO_OBJECT) {
    return;
  }
  for (const key of Object.keys(defaults)) {
    if (isAbsent(target[key]) && !isAbsent(defaults[key])) {
      target[key] = defaults[key];
    }
  }
}

/** A key named `__proto__` is data like any other: assigning it would change the prototype and lose the field. */
export function setOwn(target: JsonObject, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    target[key] = value;
  }
}

/** The JSON of a value with sorted keys, as cdk8s writes them: the same text for the same value, whoever wrote it. */
export function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_, each) => isObject(each) ? sortedByKey(each) : each);
}

/** A copy with its keys in order. */
export function sortedByKey(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).sort(([one], [other]) => one < other ? -1 : 1));
}
