import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Runtime } from '../../../../src/commands/cli/suggest/runtime';
import { onPosix } from '../../../support/systems';

// A script stands for podman.

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-runtime-'));
afterAll(() => rmSync(folder, { recursive: true }));

function runtime(script: string, signal = new AbortController().signal): Runtime {
  const file = join(folder, 'podman');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return new Runtime('podman', { PATH: `${folder}:/usr/bin:/bin` }, signal);
}

onPosix('a command has an output and an exit code', async () => {
  expect(await runtime('echo "$@"; echo no >&2; exit 3').run(['logs', 'web'])).toMatchObject({ status: 3, stdout: 'logs web\n', stderr: 'no\n' });
});

onPosix('what fails is reported in the words of the runtime', async () => {
  await expect(runtime('echo "no such container" >&2; exit 1').text(['start', 'web'])).rejects.toThrow('podman start failed: no such container');
});

onPosix('what is enough ends a command without an error', async () => {
  const enough = new AbortController();
  const running = runtime('exec sleep 600').run(['wait', 'web'], enough.signal);
  enough.abort();
  expect(await running).toMatchObject({ status: null, stdout: '' });
  expect(await runtime('exec sleep 600').run(['wait', 'web'], enough.signal)).toMatchObject({ status: null });
});

onPosix('the user ends a command with an error', async () => {
  const user = new AbortController();
  const running = runtime('exec sleep 600', user.signal).run(['wait', 'web'], new AbortController().signal);
  user.abort(new Error('interrupted'));
  await expect(running).rejects.toThrow('interrupted');
});

onPosix('an output without an end is ended', async () => {
  await expect(runtime('exec yes').text(['diff', 'web'])).rejects.toThrow('podman diff failed: it prints too much');
});

onPosix('a file that is not there', async () => {
  expect(await runtime('exit 1').file('web', '/etc/passwd')).toBeUndefined();
});
