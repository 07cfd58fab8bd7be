import { closeSync, openSync, readSync, renameSync, rmSync, writeSync } from 'fs';
import { withPlace } from '../../manifest/input-error';
import { partialPath } from '../../manifest/partial-path';

/** Bytes held in memory; what is longer goes to a file. */
const HELD = 1024 * 1024;

/** Holds output until it is known to be complete: in memory, or in a temporary file next to its target. */
export class Spool {
  private held: Uint8Array[] = [];
  private size = 0;
  private file?: { readonly path: string; readonly fd: number };

  /** @param target the path of the file that it may become; its folder must exist */
  constructor(private readonly target: string) {}

  public write(bytes: Uint8Array): void {
    this.held.push(bytes);
    this.size += bytes.length;
    if (this.size > HELD) {
      this.spill();
    }
  }

  /** No more bytes will come: a file is closed, so that there can be many spools. */
  public end(): void {
    if (this.file) {
      this.spill();
      closeSync(this.file.fd);
    }
  }

  /** The bytes, after the end. */
  public* chunks(): Generator<Uint8Array> {
    if (!this.file) {
      return yield* this.held;
    }
    const fd = openSync(this.file.path, 'r');
    try {
      for (;;) {
        const buffer = Buffer.allocUnsafe(HELD);
        const length = readSync(fd, buffer);
        if (length === 0) {
          return;
        }
        yield buffer.subarray(0, length);
      }
    } finally {
      closeSync(fd);
    }
  }

  /** Puts the bytes into their target, whole or not at all. */
  public save(mode?: number): void {
    withPlace(this.target, () => {
      const path = this.file?.path ?? partialPath(this.target);
      if (!this.file) {
        const fd = openSync(path, 'wx', mode);
        try {
          this.held.forEach((bytes) => writeSync(fd, bytes));
        } finally {
          closeSync(fd);
        }
      }
      renameSync(path, this.target);
      this.file = undefined;
    });
  }

  public discard(): void {
    this.held = [];
    if (this.file) {
      rmSync(this.file.path, { force: true });
    }
  }

  private spill(): void {
    withPlace(this.target, () => {
      this.file ??= this.open();
      const { fd } = this.file;
      this.held.forEach((bytes) => writeSync(fd, bytes));
    });
    this.held = [];
    this.size = 0;
  }

  private open() {
    const path = partialPath(this.target);
    return { path, fd: openSync(path, 'wx') };
  }
}
