import { Path } from './json';

/** A key that an object of a document has more than once. kubectl takes the last value. */
export interface DuplicateKey {
  /** From the root of the document, or of an object in it. */
  readonly path: Path;
  /** The lines of the file that set the key, in ascending order. The value on the last one counts. */
  readonly lines: readonly number[];
}

const NONE: readonly DuplicateKey[] = Object.freeze([]);

/** The duplicate keys of a document, by the object that they are in. */
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
   * Those in one object, with paths from its root.
   *
   * @param path of the object: of the document, which has what is not in an item, or of an item of a list
   */
  public in(path: Path): readonly DuplicateKey[] {
    return this.byObject.get(nameOf(path)) ?? NONE;
  }
}

function nameOf(path: Path): string {
  return path.join('/');
}
