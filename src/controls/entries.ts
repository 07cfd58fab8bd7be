import { NONE, Violation, Violations } from './control';

/** What is wrong with the entries of a list, by a function on one of them. Allocates nothing where nothing is wrong. */
export function everyEntry(entries: readonly unknown[], find: (entry: unknown, index: number) => Violation | undefined): Violations {
  let found: Violation[] | undefined;
  for (let index = 0; index < entries.length; index++) {
    const violation = find(entries[index], index);
    if (violation) {
      (found ??= []).push(violation);
    }
  }
  return found ?? NONE;
}
