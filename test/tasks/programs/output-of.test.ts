import { outputOf } from '../../../src/tasks/programs/output-of';
import { onPosix } from '../../support/systems';

/** The output of a shell script, as that of a program that reads a layer. */
async function read(script: string, { output = 100, pause = 5000, timeout = 8000 } = {}): Promise<string> {
  let text = '';
  const limits = { output, pause, timeout, signal: new AbortController().signal };
  for await (const chunk of outputOf('/bin/sh', ['-c', script], process.env, limits, ({ status, ended }) => {
    throw new Error(`failed: ${status} ${ended}`);
  })) {
    text += Buffer.from(chunk).toString();
  }
  return text;
}

onPosix('the output of a program is read', async () => expect(await read('echo a; echo b')).toBe('a\nb\n'));

onPosix('a program that fails', async () => {
  await expect(read('exit 3')).rejects.toThrow('failed: 3 undefined');
});

onPosix('a program that prints nothing', async () => {
  await expect(read('exec sleep 60', { pause: 200 })).rejects.toThrow('failed: null timeout');
});

onPosix('a program that prints a byte now and then, and never ends', async () => {
  await expect(read('while :; do printf x; sleep 0.05; done', { pause: 500, timeout: 500 })).rejects.toThrow('failed: null slow');
});

onPosix('a program that prints more than the manifest says', async () => {
  await expect(read('while :; do echo y; done', { output: 10 })).rejects.toThrow('failed: null size');
});
