/* Reads files that a person names, on the command line or in code: as they are, also through links, and pipes. */
import { closeSync, openSync, statSync } from 'fs';
import { chunksOf, MAX_WHOLE } from './chunks';
import { withPlace } from '../manifest/input-error';

/**
 * The bytes of a file that a person names.
 *
 * @param most the bytes that it may have
 * @throws InputError if it cannot be read, or has more bytes
 */
export function readGivenFile(path: string, most = MAX_WHOLE): Buffer {
  const { dev, ino, isPipe } = withPlace(path, () => statOf(path));
  const pipe = isPipe ? `${dev} ${ino}` : undefined;
  const bytes = pipes.get(pipe) ?? Buffer.concat([...givenChunks(path, most)]);
  if (pipe !== undefined) {
    pipes.set(pipe, bytes);
  }
  return bytes;
}

/** A pipe can be read once, and a run may need it again, such as a settings file for charts and for findings. */
const pipes = new Map<string | undefined, Buffer>();

function statOf(path: string): { readonly dev: number; readonly ino: number; readonly isPipe: boolean } {
  const found = statSync(path);
  return { dev: found.dev, ino: found.ino, isPipe: found.isFIFO() };
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
