import { ImageError } from '../image-error';
import { MAX_WINDOW } from '../limits';

/*
 * Parses the frames and blocks of a zstd stream, only to know how much memory its reader needs.
 * Source: https://www.rfc-editor.org/rfc/rfc8878
 */

const FRAME = 0xFD2FB528;
const FIRST_SKIPPABLE = 0x184D2A50;
const LAST_SKIPPABLE = 0x184D2A5F;

/** The longest header of a frame. */
const LONGEST_HEADER = 18;

/** Checks a stream before it is unpacked, and refuses a window that is larger than in any real image. */
export class WindowCheck {
  private rest = Buffer.alloc(0);
  private skipped = 0;
  private isInFrame = false;
  private hasChecksum = false;

  /** @throws ImageError */
  public see(chunk: Uint8Array): void {
    if (this.skipped >= chunk.length) {
      this.skipped -= chunk.length;
      return;
    }
    let bytes = Buffer.concat([this.rest, chunk.subarray(this.skipped)]);
    this.skipped = 0;
    for (let length = this.next(bytes); length > 0 && bytes.length > 0; length = this.next(bytes)) {
      this.skipped = Math.max(0, length - bytes.length);
      bytes = bytes.subarray(length);
    }
    this.rest = Buffer.from(bytes);
  }

  /** The length in bytes of the header at the start, with its content. 0 if the length needs more bytes. */
  private next(bytes: Buffer): number {
    return this.isInFrame ? this.block(bytes) : this.frame(bytes);
  }

  private block(bytes: Buffer): number {
    if (bytes.length < 3) {
      return 0;
    }
    const header = bytes.readUIntLE(0, 3);
    const isLast = header % 2 === 1;
    const isRepeated = Math.floor(header / 2) % 4 === 1;
    this.isInFrame = !isLast;
    return 3 + (isRepeated ? 1 : Math.floor(header / 8)) + (isLast && this.hasChecksum ? 4 : 0);
  }

  private frame(bytes: Buffer): number {
    if (bytes.length < 8) {
      return 0;
    }
    const magic = bytes.readUInt32LE(0);
    if (magic >= FIRST_SKIPPABLE && magic <= LAST_SKIPPABLE) {
      return 8 + bytes.readUInt32LE(4);
    }
    if (magic !== FRAME) {
      throw new ImageError('a layer is not in the format of zstd');
    }
    const flags = bytes[4];
    const isSingleSegment = Math.floor(flags / 0x20) % 2 === 1;
    const sizeFlag = Math.floor(flags / 0x40);
    const sizeBytes = sizeFlag === 0 ? Number(isSingleSegment) : 2 ** sizeFlag;
    const start = 5 + Number(!isSingleSegment) + [0, 1, 2, 4][flags % 4];
    if (bytes.length < Math.min(start + sizeBytes, LONGEST_HEADER)) {
      return 0;
    }
    const window = isSingleSegment ? contentSize(bytes, start, sizeBytes) : 2 ** (10 + Math.floor(bytes[5] / 8)) * (1 + (bytes[5] % 8) / 8);
    if (window > MAX_WINDOW) {
      throw new ImageError(`a layer needs ${Math.round(window / 2 ** 20)} MiB of memory to unpack: compress it `
        + `again, with a zstd window of at most ${MAX_WINDOW / 2 ** 20} MiB`);
    }
    this.isInFrame = true;
    this.hasChecksum = Math.floor(flags / 4) % 2 === 1;
    return start + sizeBytes;
  }
}

function contentSize(bytes: Buffer, start: number, length: number): number {
  return length === 8 ? Number(bytes.readBigUInt64LE(start)) : bytes.readUIntLE(start, length) + (length === 2 ? 256 : 0);
}
