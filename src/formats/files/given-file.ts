/* Reads files that a person names, on the command line or in code: as they are, also through links, and pipes. */
import { closeSync, openSync } from 'fs';
import { chunksOf, MAX_WHOLE } from './chunks';
import { withPlace } from '../manifest/input-error';

/**
 * The bytes of a file that a person names.
 *
 * @param most the bytes that it may have
 * @throws InputError if it cannot be read, or has more bytes
 */
export function readGivenFile(path: string, most = MAX_WHOLE): Buffer {
  return Buffer.concat([...givenChunks(path, most)]);
}

/** The same, piece by piece. */
export function* givenChunks(path: string, most?: number): Generator<Uint8Array> {
  const file = withPlace(path, () => openSync(path, 'r'));
  try {
    yield* chunksOf(file, path, most);
  } finally {
    closeSync(file);
  }
}
