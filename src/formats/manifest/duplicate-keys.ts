import { Path } from './json';

/** A key that an object of a document repeats. kubectl takes the last value. */
export interface DuplicateKey {
  /** The path from the root of the document, or of an object in it. */
  readonly path: Path;
  /** The lines of the file that set the key, in ascending order. The last one wins. */
  readonly lines: readonly number[];
}

const NONE: readonly DuplicateKey[] = Object.freeze([]);

/** The duplicate keys of a document, by object. */
export class DuplicateKeys {
  private readonly byObject = new Map<string, DuplicateKey[]>();

  /** @param keys with paths from the root of the document */
  public constructor(keys: readonly DuplicateKey[]) {
    for (const { path, lines } of keys) {
      const depth = path[0] === 'items' && typeof path[1] === 'number' ? 2 : 0;
      const object = nameOf(path.slice(0, depth));
      const known = this.byObject.get(object) ?? [];
      known.push({ path: path.slice(depth), lines });
      this.byObject.set(object, known);
    }
  }

  /**
   * The duplicate keys in one object, with paths from its root.
   *
   * @param path the path of the object. The root has all keys that are not in an item of a list.
   */
  public in(path: Path): readonly DuplicateKey[] {
    return this.byObject.get(nameOf(path)) ?? NONE;
  }
}

function nameOf(path: Path): string {
  return path.join('/');
}
