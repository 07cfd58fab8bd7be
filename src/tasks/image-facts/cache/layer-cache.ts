import { createReadStream, createWriteStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'fs';
import { dirname, join } from 'path';
import { createInterface } from 'readline';
import { pipeline } from 'stream';
import { createGunzip, createGzip } from 'zlib';
import { LayerEntry } from '../layer/layer-entry';

/** Change it with the content of entries: a version must not read the entries of another version. */
const FORMAT = 'layers-4';

/** Maximum size of all files in bytes. Above it, the files that were unused for the longest time are removed. */
const MAX_SIZE = 256 * 2 ** 20;

/** Milliseconds after which an unfinished file is removed. */
const ABANDONED = 24 * 60 * 60 * 1000;

const DIGEST = /^sha256:([0-9a-f]{64})$/;

/** A cached file was damaged, and has been removed. */
export class DamagedLayer extends Error {}

/**
 * A cache for layers, by digest. It contains only names and attributes of files, never their contents. Only its owner can read or write it.
 */
export class LayerCache {
  /**
   * The cache in a folder, which is created if it is missing.
   *
   * @returns undefined if the folder cannot be used, or if others could have written to it
   */
  public static in(folder: string): LayerCache | undefined {
    const own = join(folder, FORMAT);
    try {
      makeFolder(own);
      const { uid, mode } = statSync(own);
      const isOwn = process.getuid === undefined || (uid === process.getuid() && mode % 0o100 === 0);
      return isOwn ? new LayerCache(own) : undefined;
    } catch {
      return undefined;
    }
  }

  /** Makes names of temporary files unique: two images that are read at the same time may have the same layer. */
  private static begun = 0;

  private constructor(private readonly folder: string) {}

  /** The entries of a layer, in batches; undefined if it is not cached. */
  public read(digest: string): AsyncIterable<readonly LayerEntry[]> | undefined {
    const file = this.fileOf(digest);
    try {
      const now = new Date();
      utimesSync(file, now, now);
      return this.entriesIn(file);
    } catch {
      return undefined;
    }
  }

  /** Passes the entries on, and saves them after the last one was read. */
  public async* saved(digest: string, entries: AsyncIterable<readonly LayerEntry[]>): AsyncGenerator<readonly LayerEntry[]> {
    const file = this.fileOf(digest);
    const unfinished = `${file}.${process.pid}-${LayerCache.begun++}.new`;
    const gzip = createGzip({ level: 1 });
    const written = new Promise<boolean>((resolve) => {
      pipeline(gzip, createWriteStream(unfinished, { flags: 'wx', mode: 0o600 }), (error) => resolve(!error));
    });
    let isWhole = false;
    try {
      for await (const batch of entries) {
        if (!gzip.destroyed && !gzip.write(batch.map((entry) => `${JSON.stringify(entry)}\n`).join(''))) {
          await Promise.race([new Promise((resolve) => gzip.once('drain', resolve)), written]);
        }
        yield batch;
      }
      isWhole = true;
    } finally {
      gzip.end();
      this.settle(file, unfinished, await written && isWhole);
    }
  }

  private settle(file: string, unfinished: string, isWhole: boolean): void {
    try {
      if (isWhole) {
        renameSync(unfinished, file);
        this.shrink();
      } else {
        rmSync(unfinished, { force: true });
      }
    } catch {
      // Only the next run takes longer.
    }
  }

  private async* entriesIn(file: string): AsyncGenerator<readonly LayerEntry[]> {
    const source = createReadStream(file);
    const gunzip = createGunzip();
    source.on('error', (error) => gunzip.destroy(error));
    try {
      for await (const line of createInterface({ input: source.pipe(gunzip), crlfDelay: Infinity })) {
        yield [entryIn(line)];
      }
    } catch {
      rmSync(file, { force: true });
      throw new DamagedLayer(`${file} was damaged, and has been removed`);
    } finally {
      source.destroy();
    }
  }

  private shrink(): void {
    const files = readdirSync(this.folder).map((name) => {
      const { size, mtimeMs } = statSync(join(this.folder, name));
      return { file: join(this.folder, name), size, mtimeMs, isUnfinished: name.endsWith('.new') };
    });
    let size = 0;
    for (const each of files.sort((one, other) => other.mtimeMs - one.mtimeMs)) {
      size += each.size;
      if (each.isUnfinished ? Date.now() - each.mtimeMs > ABANDONED : size > MAX_SIZE) {
        rmSync(each.file, { force: true });
      }
    }
  }

  private fileOf(digest: string): string {
    return join(this.folder, DIGEST.exec(digest)![1]);
  }
}

/** Creates folders one by one: with `recursive`, Node.js never returns on file systems without new folders, such as /proc. */
function makeFolder(folder: string): void {
  if (!existsSync(folder)) {
    const parent = dirname(folder);
    parent === folder || makeFolder(parent);
    try {
      mkdirSync(folder, { mode: 0o700 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw error;
      }
    }
  }
}

/** @throws Error if the line is not an entry */
function entryIn(line: string): LayerEntry {
  const entry: Partial<LayerEntry> = JSON.parse(line);
  if (typeof entry.path !== 'string' || typeof entry.kind !== 'string') {
    throw new Error('no entry of a layer');
  }
  return entry as LayerEntry;
}
