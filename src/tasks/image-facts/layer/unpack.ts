import { createHash } from 'crypto';
import { Readable } from 'stream';
import { createGunzip } from 'zlib';
import { unzstd } from './zstd';
import { ImageError } from '../image-error';
import { Descriptor } from '../image-source';

/** Size of a chunk in bytes. */
const CHUNK = 128 * 1024;

/**
 * Passes on the bytes of a blob, and compares them with its descriptor.
 *
 * @throws ImageError at the end if the size or the digest differs
 */
async function* verified(bytes: AsyncIterable<Uint8Array>, { digest, size }: Descriptor): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.length;
    if (length > size) {
      throw new ImageError(`the layer ${digest} is larger than the size in its manifest`);
    }
    hash.update(chunk);
    yield chunk;
  }
  if (`sha256:${hash.digest('hex')}` !== digest) {
    throw new ImageError(`the registry sent other content than the layer ${digest}`);
  }
}

/**
 * The tar archive in a layer. Its first bytes show how it is compressed.
 *
 * @param onBytes called with the number of bytes before and after unpacking
 * @throws ImageError
 */
export async function* unpacked(
  blob: AsyncIterable<Uint8Array>, layer: Descriptor, onBytes: (read: number, unpacked: number) => void,
): AsyncGenerator<Uint8Array> {
  const packed = counted(verified(blob, layer), (bytes) => onBytes(bytes, 0));
  const { head, all } = await withHead(packed);
  for await (const chunk of counted(plain(head, all), (bytes) => onBytes(0, bytes))) {
    yield chunk;
  }
}

async function* counted(chunks: AsyncIterable<Uint8Array>, count: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    count(chunk.length);
    yield chunk;
  }
}

function plain(head: Buffer, all: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  if (head.length >= 2 && head.readUInt16BE(0) === 0x1F8B) {
    return gunzipped(all);
  }
  const magic = head.length >= 4 ? head.readUInt32LE(0) : 0;
  return magic === 0xFD2FB528 || (magic >= 0x184D2A50 && magic <= 0x184D2A5F) ? unzstd(all) : all;
}

async function* gunzipped(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: CHUNK });
  const source = Readable.from(packed, { objectMode: false, highWaterMark: CHUNK });
  source.on('error', (error) => gunzip.destroy(error));
  try {
    yield* source.pipe(gunzip);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw code.startsWith('Z_') ? new ImageError(`a layer cannot be unpacked: ${message}`) : error;
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

const HEAD = 4;

/** The first bytes, and an iterable of all bytes. */
async function withHead(chunks: AsyncGenerator<Uint8Array>): Promise<{ head: Buffer; all: AsyncIterable<Uint8Array> }> {
  let head = Buffer.alloc(0);
  while (head.length < HEAD) {
    const { value, done } = await chunks.next();
    if (done) {
      break;
    }
    head = Buffer.concat([head, value]);
  }
  async function* all() {
    yield head;
    yield* chunks;
  }
  return { head, all: all() };
}
