import { Input } from './input';

/** Maximum number of bytes of all files together. */
const MAX_HELD = 16 * 1024 * 1024;

/**
 * Keeps small files that were read early until they are evaluated. In a folder of many small files, opening and reading each file twice
 * would take longer than searching it for words.
 */
export class HeldFiles {
  private free = MAX_HELD;

  /** @param read reads the file from its beginning */
  public reading(read: () => Iterable<Uint8Array>): Pick<Input, 'chunks' | 'preview'> {
    let held: Uint8Array | undefined;
    return {
      preview: () => {
        held ??= this.take(read);
        return held ? [held] : read();
      },
      chunks: () => {
        const whole = held;
        held = undefined;
        this.free += whole?.length ?? 0;
        return whole ? [whole] : read();
      },
    };
  }

  /** The bytes of a file that is read in one chunk, if there is room for them. */
  private take(read: () => Iterable<Uint8Array>): Uint8Array | undefined {
    if (this.free <= 0) {
      return undefined;
    }
    let whole: Uint8Array | undefined;
    for (const chunk of read()) {
      if (whole || chunk.length > this.free) {
        return undefined;
      }
      whole = chunk;
    }
    if (!whole) {
      return undefined;
    }
    this.free -= whole.length;
    return Buffer.from(whole); // A copy, because the chunk is a part of a larger buffer.
  }
}
