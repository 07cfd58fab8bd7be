import { isObject, JsonObject, Path, read } from '../manifest/json';

/** A value that hardening put into a manifest. */
export interface Change {
  /** From the root of the hardened manifest. */
  readonly path: Path;
  /** What the author wrote there: nothing, or null. */
  readonly before: unknown;
  readonly after: unknown;
}

/** A change, and the id of the control that made it. */
export interface ControlChange extends Change {
  readonly control: string;
}

/**
 * What was added between two states of a manifest. Hardening only adds, so the elements that a list had before are
 * still there in their order, and whatever stands between them is new.
 */
export function changesBetween(before: unknown, after: unknown, path: Path = []): readonly Change[] {
  if (isObject(before) && isObject(after)) {
    const removed = Object.keys(before).filter((key) => !(key in after))
      .map((key) => ({ path: [...path, key], before: before[key], after: undefined }));
    return [...removed, ...Object.keys(after).flatMap((key) => changesBetween(before[key], after[key], [...path, key]))];
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    let next = 0;
    return after.flatMap((item, index) => isSame(before[next], item)
      ? changesBetween(before[next++], item, [...path, index])
      : [{ path: [...path, index], before: undefined, after: item }]);
  }
  return before === after ? [] : [{ path, before, after }];
}

/** Whether two states of a manifest are equal. Allocates nothing. */
export function isSameJson(before: unknown, after: unknown): boolean {
  if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null) {
    return before === after;
  }
  let count = 0;
  for (const key in after) {
    count++;
    if (!Object.hasOwn(before, key) || !isSameJson((before as JsonObject)[key], (after as JsonObject)[key])) {
      return false;
    }
  }
  for (const _ in before) {
    count--;
  }
  return count === 0 && Array.isArray(before) === Array.isArray(after);
}

/** The path that a value has in a later state: elements can have been put in front of those of its lists. */
export function pathIn(later: unknown, state: unknown, path: Path): Path {
  const found: (string | number)[] = [];
  path.forEach((step, depth) => {
    const list = read(later, found);
    const before = read(state, path.slice(0, depth));
    found.push(typeof step === 'number' && Array.isArray(list) && Array.isArray(before) ? positionIn(list, before, step) : step);
  });
  return found;
}

/** The first of several elements that are the same stays the first of them. */
function positionIn(list: readonly unknown[], before: readonly unknown[], step: number): number {
  const positions = (elements: readonly unknown[]) => elements.flatMap((element, index) => isSame(before[step], element) ? [index] : []);
  return positions(list)[positions(before).indexOf(step)] ?? step;
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
