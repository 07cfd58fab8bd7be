import { createReadStream } from 'fs';
import { readdir, rm, stat } from 'fs/promises';
import { join } from 'path';
import { wholeTime } from './transfer-limits';
import { temporaryFolder } from '../../../../formats/files/temporary-folder';
import { Descriptor, LayerBlobs } from '../../../../tasks/image-facts/image-source';
import { Answer } from '../../../../tasks/programs/answer';
import { Limits } from '../../../../tasks/programs/supervise';

/** Milliseconds between two checks of the progress of a copy. */
const INTERVAL = 200;

/** Bytes for the files of a copy that are not layers: the manifest, and the configuration, which has at most 8 MiB. */
const OTHER_FILES = 16 * 2 ** 20;

/** A program that copies an image into a folder. */
export type Copy = (folder: string, limits: Limits) => Promise<Answer>;

/** The layers of an image. The first request for a layer copies the whole image. */
export class CopiedLayers implements LayerBlobs {
  private copied?: Promise<string>;

  /** @param onFailure throws for a copy that did not succeed */
  constructor(
    private readonly layers: readonly Descriptor[],
    private readonly copy: Copy,
    private readonly limits: Limits,
    private readonly onFailure: (answer: Answer) => never,
  ) {}

  public async* read({ digest }: Descriptor): AsyncGenerator<Uint8Array> {
    const folder = await (this.copied ??= this.copyAll());
    yield* createReadStream(join(folder, digest.slice('sha256:'.length)));
  }

  public async close(): Promise<void> {
    const folder = await this.copied?.catch(() => undefined);
    await (folder !== undefined && rm(folder, { recursive: true, force: true }));
  }

  private async copyAll(): Promise<string> {
    const folder = temporaryFolder('lock');
    const size = this.layers.reduce((sum, layer) => sum + layer.size, 0);
    const maxSize = size + OTHER_FILES;
    const stop = new AbortController();
    const { signal, timeout } = this.limits;
    const started = Date.now();
    const maxTime = wholeTime({ signal, timeout, size });
    let last = { size: 0, at: started };
    const watch = setInterval(() => void sizeIn(folder).then((copied) => {
      last = copied > last.size ? { size: copied, at: Date.now() } : last;
      const now = Date.now();
      const slow = now - started > maxTime ? 'slow' : undefined;
      const why = now - last.at > timeout ? 'timeout' : slow;
      if (copied > maxSize || why !== undefined) {
        stop.abort(copied > maxSize ? 'size' : why);
      }
    }), INTERVAL);
    try {
      const answer = await this.copy(folder, { signal: AbortSignal.any([signal, stop.signal]), timeout: maxTime + INTERVAL });
      return answer.status === 0 && answer.ended === undefined ? folder : this.onFailure(answer);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      return error === stop.signal.reason
        ? this.onFailure({ stdout: Buffer.alloc(0), stderr: '', status: null, ended: error as Answer['ended'] })
        : rethrown(error);
    } finally {
      clearInterval(watch);
    }
  }
}

function rethrown(error: unknown): never {
  throw error;
}

async function sizeIn(folder: string): Promise<number> {
  const sizes = (await readdir(folder).catch(() => [])).map((name) => stat(join(folder, name)).then(({ size }) => size, () => 0));
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
