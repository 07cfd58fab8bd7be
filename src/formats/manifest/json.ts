/** A JSON object of a manifest. The types of its values are unknown until they are read. */
export type JsonObject = { [key: string]: unknown };

/** The path of a value in a manifest: object keys and array indices, from the root. */
export type Path = readonly (string | number)[];

/** `Array.isArray`. Jest's sandbox looks up global names slowly, and the code calls it a thousand times for each pod. */
export const { isArray } = Array;

const NO_OBJECT: JsonObject = Object.freeze({});
const NO_ARRAY: readonly unknown[] = Object.freeze([]);

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !isArray(value);
}

/** The value if it is an object, or else an empty object. A control of its own reports wrong types, so that readers can ignore them. */
export function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : NO_OBJECT;
}

/** The value if it is an array, or else an empty array. */
export function asArray(value: unknown): readonly unknown[] {
  return isArray(value) ? value : NO_ARRAY;
}

/** The value as a string, or undefined if it is not a string. */
export function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A value as text. Unlike `String`, it accepts any JSON, such as an object with a `toString` field. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value) ?? '';
}

/** The text that Helm makes of a YAML value: `n` without quotes becomes "false", and `1.10` becomes "1.1". Undefined if it is absent. */
export function scalarText(value: unknown): string | undefined {
  return isAbsent(value) ? undefined : textOf(value);
}

/** Whether a field is absent. The API server treats an explicit null as absent. */
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

/** Whether two values are the same JSON, in any order of their keys. Does not allocate memory. */
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

/** A deep copy. An object that occurs twice becomes two objects; otherwise YAML would contain an anchor. */
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
 * The object under a key. If it is absent, it is created, so that the caller can fill in fields. Undefined if the author wrote a value that
 * is not an object, under the key or as the parent: such a value must not be replaced.
 */
export function childObject(parent: JsonObject, key: string): JsonObject | undefined {
  if (isAbsent(parent[key]) && parent !== NO_OBJECT) {
    parent[key] = {};
  }
  const child = parent[key];
  return isObject(child) ? child : undefined;
}

/** The array under a key, created if it is absent. Undefined if the author wrote a value that is not an array. */
export function childArray(parent: JsonObject, key: string): unknown[] | undefined {
  if (isAbsent(parent[key]) && parent !== NO_OBJECT) {
    parent[key] = [];
  }
  const child = parent[key];
  return isArray(child) ? child : undefined;
}

/** Sets the defaults of fields that are absent. */
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

/** Sets a field. `__proto__` is a field like any other: an assignment would change the prototype and lose the field. */
export function setOwn(target: JsonObject, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    target[key] = value;
  }
}

/** The JSON of a value with sorted keys, as cdk8s writes them. Equal values have equal texts. */
export function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_, each) => isObject(each) ? sortedByKey(each) : each);
}

/** A copy with sorted keys. */
export function sortedByKey(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).sort(([one], [other]) => one < other ? -1 : 1));
}
