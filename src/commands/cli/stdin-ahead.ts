import { read } from 'fs';
import { isatty } from 'tty';
import { promisify } from 'util';
import { standardInput } from '../../tasks/audit/inputs';

const STDIN = 0;
const CHUNK = 64 * 1024;
/** Milliseconds before an empty pipe is read again. */
const WAIT = 5;

/**
 * Standard input whose beginning is read ahead. A process that waits in `readSync` gets no signals, so Ctrl-C would not work while a pipe
 * is empty or a terminal waits for input.
 */
export class StdinAhead {
  private readonly chunks: Uint8Array[] = [];
  private hasEnded = false;

  /** Waits for the beginning of the input; on a terminal for all input. */
  public async wait(): Promise<void> {
    const isTerminal = isatty(STDIN);
    do {
      const chunk = await nextChunk();
      if (chunk === undefined) {
        return;
      }
      this.hasEnded = chunk.length === 0;
      this.chunks.push(chunk);
    } while (isTerminal && !this.hasEnded);
  }

  public* read(): Generator<Uint8Array> {
    yield* this.chunks.splice(0);
    if (!this.hasEnded) {
      yield* standardInput();
    }
  }
}

/** The next bytes; empty at the end. Undefined after an error, which the next read reports. */
async function nextChunk(): Promise<Uint8Array | undefined> {
  const buffer = Buffer.allocUnsafe(CHUNK);
  for (;;) {
    try {
      const { bytesRead } = await promisify(read)(STDIN, buffer, 0, CHUNK, null);
      return buffer.subarray(0, bytesRead);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') {
        return undefined;
      }
      await new Promise((resolve) => setTimeout(resolve, WAIT));
    }
  }
}
