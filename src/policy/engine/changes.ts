import { isObject, JsonObject, Path, read } from '../../formats/manifest/json';

/** A value that hardening filled in, replaced or removed. */
export interface ValueChange {
  /** The path from the root of the hardened manifest. */
  readonly path: Path;
  /** The author's value: undefined or null if it was missing. */
  readonly before: unknown;
  /** Undefined if the value was removed. */
  readonly after: unknown;
}

/** A change, and the id of the control that made it. */
export interface ControlChange extends ValueChange {
  readonly control: string;
}

/** For each list element of a copy, the original element. */
export type Originals = ReadonlyMap<unknown, unknown>;

/** Pairs the list elements of a copy with the elements of the original value. */
export function originalsOf(copy: unknown, value: unknown, found = new Map<unknown, unknown>()): Originals {
  if (isObject(copy)) {
    Object.keys(copy).forEach((key) => originalsOf(copy[key], (value as JsonObject)[key], found));
  } else if (Array.isArray(copy)) {
    const originals = value as readonly unknown[];
    copy.forEach((element, index) => originalsOf(element, originals[index], found.set(element, originals[index])));
  }
  return found;
}

/**
 * The changes since a copy of a manifest was made. Hardening keeps the order of list elements and inserts new ones, or replaces the list.
 * Names cannot identify elements, because a manifest may use a name twice.
 */
export function changesBetween(before: unknown, after: unknown, originals: Originals, path: Path = []): readonly ValueChange[] {
  if (isObject(before) && isObject(after)) {
    const removed = Object.keys(before).filter((key) => !(key in after))
      .map((key) => ({ path: [...path, key], before: before[key], after: undefined }));
    return [...removed, ...Object.keys(after).flatMap((key) => changesBetween(before[key], after[key], originals, [...path, key]))];
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    let next = 0;
    const isNext = (element: unknown) => (originals.get(before[next]) ?? before[next]) === element;
    const changes = after.flatMap((element, index) => isNext(element)
      ? changesBetween(before[next++], element, originals, [...path, index])
      : [{ path: [...path, index], before: undefined, after: element }]);
    // Hardening never removes single elements, so the list was replaced.
    return next < before.length ? [{ path, before, after }] : changes;
  }
  return before === after ? [] : [{ path, before, after }];
}

/** Tracks a value: the returned function finds its current path after elements were inserted before it. */
export function follow(manifest: JsonObject, path: Path): () => Path {
  const values = path.map((_, depth) => read(manifest, path.slice(0, depth + 1)));
  return () => {
    const now: (string | number)[] = [];
    path.forEach((step, depth) => {
      const list = read(manifest, now);
      const isMoved = Array.isArray(list) && list[step as number] !== values[depth];
      now.push(isMoved ? list.indexOf(values[depth]) : step);
    });
    return now;
  };
}
