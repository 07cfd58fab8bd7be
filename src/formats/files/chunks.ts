import { readSync } from 'fs';
import { withPlace } from '../manifest/input-error';

const FIRST_CHUNK = 16 * 1024;
const MAX_CHUNK = 1024 * 1024;
const MEBIBYTE = 1024 * 1024;

/** The maximum size of a file that is read in chunks, in bytes. A device or a pipe may have no end. */
export const MAX_STREAM = 4096 * MEBIBYTE;
/** The maximum size of a file that is read into memory, in bytes. */
export const MAX_WHOLE = 64 * MEBIBYTE;

/**
 * The bytes of an open file, piece by piece.
 *
 * @param name of the file in errors
 * @param most the bytes that it may have
 * @throws InputError if it cannot be read, or has more bytes
 */
export function* chunksOf(file: number, name: string, most = MAX_STREAM): Generator<Uint8Array> {
  let left = most;
  // There can be many small files. The read that finds the end of one needs no buffer of its own.
  let size = FIRST_CHUNK;
  for (let free = Buffer.allocUnsafe(size); ;) {
    const length = withPlace(name, () => readWaiting(file, free));
    if (length === 0) {
      return;
    }
    left -= length;
    if (left < 0) {
      withPlace(name, () => {
        throw new Error(`is larger than ${sizeText(most)}, or has no end: split it, or name another file`);
      });
    }
    yield free.subarray(0, length);
    free = free.subarray(length);
    if (free.length === 0) {
      size = Math.min(4 * size, MAX_CHUNK);
      free = Buffer.allocUnsafe(size);
    }
  }
}

/** Reads, and waits for a pipe: an empty pipe fails with EAGAIN, and a closed one may fail with EOF. */
function readWaiting(file: number, buffer: Buffer): number {
  for (;;) {
    try {
      return readSync(file, buffer);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') {
        return 0;
      }
      if (code !== 'EAGAIN') {
        throw error;
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT);
    }
  }
}

const WAIT = 5;

function sizeText(bytes: number): string {
  return bytes < MEBIBYTE ? `${bytes / 1024} KiB` : `${bytes / MEBIBYTE} MiB`;
}
