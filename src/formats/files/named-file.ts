import { confinedChunks, readConfinedFile } from './confined-file';
import { givenChunks, readGivenFile } from './given-file';

/** A path, and who named it. */
export interface NamedFile {
  readonly path: string;
  /**
   * The folder that the path must not leave, even by a link, if the input names the file. Undefined if a person does, by an option or in
   * code.
   */
  readonly root?: string;
  /** The path of a regular file without links, if its folder was found to be in the root. */
  readonly real?: string;
}

/**
 * The bytes of a file.
 *
 * @throws InputError if it cannot be read, is too large, or leads out of its root
 */
export function readNamed({ path, root }: NamedFile, most?: number): Buffer {
  return root === undefined ? readGivenFile(path, most) : readConfinedFile(path, root, most);
}

/** The bytes of a file in chunks, with the same errors. */
export function namedChunks({ path, root, real }: NamedFile): Iterable<Uint8Array> {
  return root === undefined ? givenChunks(path) : confinedChunks(path, root, { real });
}
