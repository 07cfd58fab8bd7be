import { relative, resolve } from 'path';
import { Input, STDIN } from './input';
import { isInside } from '../../formats/manifest/is-inside';

/**
 * Sorts inputs as they would be read from paths, also those that no longer exist there: of two objects with one name the last counts.
 *
 * @param inputOf finds the input of an item
 */
export function inFileOrder<T>(items: readonly T[], inputOf: (item: T) => Input, paths: readonly string[]): readonly T[] {
  const roots = paths.map((path) => path === '-' ? undefined : resolve(path));
  return items.map((item) => ({ item, ...placeOf(inputOf(item), roots) })).sort(compare).map(({ item }) => item);
}

/** The path that leads to a file, and the names from there on. */
interface FilePlace {
  readonly root: number;
  readonly names: readonly string[];
}

function placeOf({ name }: Input, roots: readonly (string | undefined)[]): FilePlace {
  if (name === STDIN) {
    return { root: roots.indexOf(undefined), names: [] };
  }
  const path = resolve(name);
  const root = roots.findIndex((each) => each !== undefined && isInside(each, path));
  return { root, names: relative(roots[root] ?? '', path).split(/[\\/]/) };
}

function compare(one: FilePlace, other: FilePlace): number {
  const different = one.names.findIndex((name, index) => name !== other.names[index]);
  const [a = '', b = ''] = [one.names[different], other.names[different]];
  return one.root - other.root || (a < b ? -1 : a > b ? 1 : one.names.length - other.names.length);
}
