import { isObject, JsonObject, Path } from '../manifest/json';

/** A value that hardening put into a manifest. */
export interface Change {
  readonly path: Path;
  readonly value: unknown;
}

/**
 * What was added between two states of a manifest. Hardening only adds, so the elements that a list had before are
 * still there in their order, and whatever stands between them is new.
 */
export function changesBetween(before: unknown, after: unknown, path: Path = []): readonly Change[] {
  if (isObject(before) && isObject(after)) {
    return Object.keys(after).flatMap((key) => changesBetween(before[key], after[key], [...path, key]));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    let next = 0;
    return after.flatMap((item, index) => isSame(before[next], item)
      ? changesBetween(before[next++], item, [...path, index])
      : added(item, [...path, index]));
  }
  return before === after ? [] : added(after, path);
}

function added(value: unknown, path: Path): readonly Change[] {
  return [{ path, value }];
}

/** Whether a list's element is the old one, perhaps with more in it: lists in pods are told apart by name or mount path. */
function isSame(before: unknown, after: unknown): boolean {
  if (Array.isArray(before)) {
    return Array.isArray(after);
  }
  return isObject(before) && isObject(after) ? identity(before) === identity(after) : before === after;
}

function identity(element: JsonObject): string {
  return JSON.stringify([element.name, element.mountPath]);
}
