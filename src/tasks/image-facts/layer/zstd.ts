import { Decompress } from 'fzstd';
import { WindowCheck } from './zstd-window';
import { ImageError } from '../image-error';

/** Number of bytes that are unpacked without a pause. */
const SLICE = 4096;

/** Processor time that each layer may take in milliseconds, and the number of bytes for each additional millisecond. */
const FREE_TIME = 10_000;
const SLOWEST = 2000;

/** Processor time, because the elapsed time depends on other work of the machine. */
function cpuTime(): number {
  return process.cpuUsage().user / 1000;
}

/** Unpacks zstd, which Node.js 20 does not support. */
export async function* unzstd(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const windows = new WindowCheck();
  let unpacked: Uint8Array[] = [];
  let bytes = 0;
  let passed = 0;
  let began = 0;
  const stream = new Decompress((chunk) => {
    unpacked.push(chunk);
    bytes += chunk.length;
    // A malicious block can take a thousand times longer than its content should.
    if (passed + cpuTime() - began > FREE_TIME + bytes / SLOWEST) {
      throw new ImageError('a layer is compressed so that it takes too long to unpack');
    }
  });
  const push = (slice: Uint8Array, isLast: boolean) => {
    windows.see(slice);
    began = cpuTime();
    try {
      stream.push(slice, isLast);
    } catch (error) {
      throw error instanceof ImageError ? error : new ImageError(`a layer cannot be unpacked: ${(error as Error).message}`);
    }
    passed += cpuTime() - began;
  };
  for await (const chunk of packed) {
    for (let start = 0; start < chunk.length; start += SLICE) {
      push(chunk.subarray(start, start + SLICE), false);
      yield* unpacked;
      unpacked = [];
    }
  }
  push(new Uint8Array(0), true);
  yield* unpacked;
}
