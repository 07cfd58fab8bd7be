import { outputOf } from '../../../../src/commands/cli/lock/facts/output-of';
import { onPosix } from '../../../support/systems';

/** The output of a shell script, as that of a program that reads a layer. */
async function read(script: string, { size = 100, timeout = 5000 } = {}): Promise<string> {
  let text = '';
  const limits = { size, timeout, signal: new AbortController().signal };
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
  await expect(read('exec sleep 60', { timeout: 200 })).rejects.toThrow('failed: null timeout');
});

onPosix('a program that prints a byte now and then, and never ends', async () => {
  await expect(read('while :; do printf x; sleep 0.05; done', { timeout: 500 })).rejects.toThrow('failed: null slow');
});

onPosix('a program that prints more than the manifest says', async () => {
  await expect(read('while :; do echo y; done', { size: 10 })).rejects.toThrow('failed: null size');
});
