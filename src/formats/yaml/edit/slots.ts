import { Slot } from './nodes';

/** New entries or items at one place of an array or object of which something stays. */
export interface Added {
  readonly values: { readonly key?: string; readonly value: unknown }[];
  /** What stays before them; undefined if they are the first. */
  readonly previous?: Slot;
  /** What stays behind them; undefined if they are the last. */
  readonly next?: Slot;
}

/** Entries or items in a row that are removed. */
export interface Removed {
  readonly slots: Slot[];
  /** What stays before them. */
  readonly previous?: Slot;
  /** What stays behind them. */
  readonly next?: Slot;
}

/** What is removed, as rows. */
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
