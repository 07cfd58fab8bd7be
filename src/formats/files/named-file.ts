import { confinedChunks, readConfinedFile } from './confined-file';
import { givenChunks, readGivenFile } from './given-file';

/** A file, by whoever names it. */
export interface NamedFile {
  readonly path: string;
  /** The folder that it must not leave, without links, if the input names it. Undefined if a person does: by an option or in code. */
  readonly root?: string;
}

/**
 * The bytes of a file.
 *
 * @throws InputError if it cannot be read, or is too large; also if the input names it and it leads out of its root
 */
export function readNamed({ path, root }: NamedFile, most?: number): Buffer {
  return root === undefined ? readGivenFile(path, most) : readConfinedFile(path, root, most);
}

/** The same, piece by piece. */
export function namedChunks({ path, root }: NamedFile): Iterable<Uint8Array> {
  return root === undefined ? givenChunks(path) : confinedChunks(path, root);
}
