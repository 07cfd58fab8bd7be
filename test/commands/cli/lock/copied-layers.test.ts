import { existsSync, truncateSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Copy, CopiedLayers } from '../../../../src/commands/cli/lock/facts/copied-layers';
import { Answer } from '../../../../src/tasks/programs/answer';
import { Limits } from '../../../../src/tasks/programs/supervise';

// A program that copies whole images, such as skopeo: here a function.

const HEX = 'a'.repeat(64);
const LAYER = { digest: `sha256:${HEX}`, size: 4 };
const DONE: Answer = { stdout: Buffer.alloc(0), stderr: '', status: 0 };

let folders: string[];
beforeEach(() => {
  folders = [];
});

/** Reads a layer of an image that is copied. */
async function read(copy: Copy, limits: Partial<Limits> = {}, times = 1): Promise<string> {
  const noting: Copy = (folder, given) => {
    folders.push(folder);
    return copy(folder, given);
  };
  const all = { timeout: 5000, signal: new AbortController().signal, ...limits };
  const layers = new CopiedLayers([LAYER], noting, all, ({ status, ended }) => {
    throw new Error(`failed: ${status} ${ended}`);
  });
  try {
    let text = '';
    for (let index = 0; index < times; index++) {
      for await (const chunk of layers.read(LAYER)) {
        text += Buffer.from(chunk).toString();
      }
    }
    return text;
  } finally {
    await layers.close();
  }
}

/** Waits for the signal. */
const waiting = ({ signal }: Limits) => new Promise<Answer>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

afterEach(() => expect(folders.filter((folder) => existsSync(folder))).toEqual([]));

test('copies once, however often layers are read, and removes the copy', async () => {
  expect(await read(async (folder) => {
    writeFileSync(join(folder, HEX), 'text');
    return DONE;
  }, {}, 2)).toBe('texttext');
  expect(folders).toHaveLength(1);
});

test('a program that fails', async () => {
  await expect(read(async () => ({ ...DONE, status: 1 }))).rejects.toThrow('failed: 1 undefined');
});

test('a program that copies nothing for a long time', async () => {
  await expect(read((_, limits) => waiting(limits), { timeout: 100 })).rejects.toThrow('failed: null timeout');
});

test('a program that copies a byte now and then, and never ends', async () => {
  await expect(read((folder, limits) => {
    let text = '';
    const growing = setInterval(() => writeFileSync(join(folder, HEX), text += 'x'), 50);
    return waiting(limits).finally(() => clearInterval(growing));
  }, { timeout: 700 })).rejects.toThrow('failed: null slow');
});

test('a program that copies more than the manifest says', async () => {
  await expect(read((folder, limits) => {
    writeFileSync(join(folder, HEX), '');
    truncateSync(join(folder, HEX), 2 ** 30);
    return waiting(limits);
  })).rejects.toThrow('failed: null size');
});

test('an interruption', async () => {
  const controller = new AbortController();
  const reason = new Error('interrupted');
  await expect(read((_, limits) => {
    setTimeout(() => controller.abort(reason), 20);
    return waiting(limits);
  }, { signal: controller.signal })).rejects.toBe(reason);
});

test('nothing is copied if no layer is read', async () => {
  const layers = new CopiedLayers([LAYER], () => Promise.reject(new Error('copied')), { timeout: 1, signal: new AbortController().signal }, () => {
    throw new Error();
  });
  await expect(layers.close()).resolves.toBeUndefined();
});
