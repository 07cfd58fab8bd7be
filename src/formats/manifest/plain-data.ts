import { JsonObject, Path, setOwn } from './json';
import { toFieldPath } from './paths';

/** A copy of a value as plain JSON, with the problems of values that cannot be copied. */
export interface PlainData {
  readonly data: JsonObject;
  /** Each problem names the field, the reason and the fix. */
  readonly problems: readonly string[];
}

/**
 * Copies a manifest as plain JSON data. Every property is read once, because a getter, a Proxy or a `toJSON` method could return different
 * values to two readers. Undefined properties are dropped, as in JSON.
 */
export function toPlainData(manifest: object): PlainData {
  const problems: string[] = [];
  return { data: copy(manifest, undefined, problems) as JsonObject, problems };
}

/** The steps to a value, innermost first. Paths are only built for problems. */
interface Place {
  readonly step: string | number;
  readonly outer: Place | undefined;
  readonly depth: number;
}

/** Much deeper than any manifest. An object that contains itself is refused here. */
const MAX_DEPTH = 500;

function below(outer: Place | undefined, step: string | number): Place {
  return { step, outer, depth: outer ? outer.depth + 1 : 1 };
}

function copy(value: unknown, place: Place | undefined, problems: string[]): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      // JSON has no negative zero.
      return Number.isFinite(value) ? value || 0 : refuse(`the number ${value}, which JSON does not have`, place, problems);
    case 'object':
      if (place && place.depth > MAX_DEPTH) {
        return refuse(`nested more than ${MAX_DEPTH} levels deep`, place, problems);
      }
      if (value === null) {
        return null;
      }
      return Array.isArray(value) ? copyArray(value, place, problems) : copyObject(value, place, problems);
    case 'undefined':
      return null;
    default:
      return refuse(`a ${typeof value}`, place, problems);
  }
}

function copyArray(array: readonly unknown[], outer: Place | undefined, problems: string[]): unknown[] {
  const result: unknown[] = [];
  for (let step = 0; step < array.length; step++) {
    result.push(copy(array[step], below(outer, step), problems));
  }
  return result;
}

function copyObject(object: object, outer: Place | undefined, problems: string[]): JsonObject | null {
  if (!isPlain(object)) {
    return refuse(`an instance of the class ${object.constructor?.name ?? 'unknown'}`, outer, problems);
  }
  const result: JsonObject = {};
  for (const step of Object.keys(object)) {
    const value = (object as JsonObject)[step];
    if (value !== undefined) {
      setOwn(result, step, copy(value, below(outer, step), problems));
    }
  }
  return result;
}

/** Whether an object has no class. An object from another realm, such as jest's, has another `Object.prototype`. */
function isPlain(object: object): boolean {
  const prototype = Object.getPrototypeOf(object);
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
}

function refuse(what: string, place: Place | undefined, problems: string[]): null {
  problems.push(`${toFieldPath(pathOf(place)) || 'the object'} is ${what}: write a string, number, boolean, list or plain object`);
  return null;
}

function pathOf(place: Place | undefined): Path {
  const path: (string | number)[] = [];
  for (let each = place; each; each = each.outer) {
    path.unshift(each.step);
  }
  return path;
}
