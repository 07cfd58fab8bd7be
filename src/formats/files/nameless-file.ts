import { closeSync, existsSync, openSync, readSync, rmSync, writeFileSync } from 'fs';
import { basename, dirname, join, resolve } from 'path';
import { partialPath } from '../manifest/partial-path';

const CHUNK = 1024 * 1024;

/** A temporary file without a name. The operating system deletes it when the process ends. */
export class NamelessFile {
  private readonly file: number;
  private length = 0;

  /** @param near a path in whose folder the file is created, or in the nearest existing folder above */
  constructor(near: string) {
    const path = partialPath(join(existingFolder(dirname(resolve(near))), basename(near)));
    this.file = openSync(path, 'wx+', 0o600);
    rmSync(path);
  }

  /** The size in bytes so far. */
  public get size(): number {
    return this.length;
  }

  public append(content: string | Uint8Array): void {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    writeFileSync(this.file, bytes);
    this.length += bytes.length;
  }

  /** Yields the bytes of a range. */
  public* chunks(start = 0, end = this.length): Generator<Uint8Array> {
    for (let position = start; position < end;) {
      const buffer = Buffer.allocUnsafe(Math.min(CHUNK, end - position));
      const length = readSync(this.file, buffer, 0, buffer.length, position);
      yield buffer.subarray(0, length);
      position += length;
    }
  }

  public close(): void {
    closeSync(this.file);
  }
}

function existingFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : existingFolder(dirname(folder));
}
