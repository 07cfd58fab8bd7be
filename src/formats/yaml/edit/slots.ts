import { Slot } from './nodes';

/** New entries or items at one place of an array or object. At least one existing entry stays. */
export interface Added {
  readonly values: { readonly key?: string; readonly value: unknown }[];
  /** The remaining entry before them; undefined if they come first. */
  readonly previous?: Slot;
  /** The remaining entry after them; undefined if they come last. */
  readonly next?: Slot;
}

/** Consecutive entries or items that are removed. */
export interface Removed {
  readonly slots: Slot[];
  /** The remaining entry before them. */
  readonly previous?: Slot;
  /** The remaining entry after them. */
  readonly next?: Slot;
}

/** Removed entries in groups of consecutive ones. */
export function rowsOf(slots: readonly Slot[], removed: ReadonlySet<Slot>): Removed[] {
  const rows: Removed[] = [];
  for (let index = 0; index < slots.length;) {
    const first = index;
    while (index < slots.length && removed.has(slots[index])) {
      index++;
    }
    if (index > first) {
      rows.push({ slots: slots.slice(first, index), previous: slots[first - 1], next: slots[index] });
    }
    index++;
  }
  return rows;
}
