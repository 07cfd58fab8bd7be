/** Items by a key, in the order of their first appearance. */
export function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    append(groups, keyOf(item), [item]);
  }
  return groups;
}

/** Adds items to the group of a key. */
export function append<T, K>(groups: Map<K, T[]>, key: K, items: Iterable<T>): void {
  const group = groups.get(key) ?? [];
  for (const item of items) {
    group.push(item); // Spread, too many would overflow the stack.
  }
  groups.set(key, group);
}
