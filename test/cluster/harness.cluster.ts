import { spawn } from 'child_process';
import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { PROGRAM } from './support/global-setup';
import { startServer } from './support/server';
import { waitFor } from './support/wait';

/* The server of the tests ends with its test, and says why it does not start. */

const isRunning = (pid: number) => existsSync(`/proc/${pid}`);

test('a server that is stopped leaves no process and no file', async () => {
  const { pids, kubeconfig, stop } = await startServer(process.env[PROGRAM]!);
  expect([pids.length, pids.every(isRunning), existsSync(kubeconfig)]).toEqual([3, true, true]);
  await stop();
  expect([pids.some(isRunning), existsSync(kubeconfig)]).toEqual([false, false]);
});

test('a server ends with a test process that is killed', async () => {
  const script = join(__dirname, 'support/start-and-wait.ts');
  const child = spawn(process.execPath, ['--require', 'ts-node/register/transpile-only', script, process.env[PROGRAM]!], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pids = await new Promise<readonly number[]>((resolve, reject) => {
    child.stdout.once('data', (line) => resolve(String(line).trim().split(' ').map(Number)));
    child.once('exit', () => reject(new Error('it did not start')));
  });
  expect([pids.length, pids.every(isRunning)]).toEqual([3, true]);
  child.kill('SIGKILL');
  await waitFor('end of the processes', () => !pids.some(isRunning));
});

test('a server that does not start is an error with the end of its log', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'broken-'));
  const program = join(folder, 'broken');
  writeFileSync(program, '#!/bin/sh\necho "unknown flag: $1"\nexit 3\n', { mode: 0o755 });
  const before = readdirSync(tmpdir());
  await expect(startServer(program)).rejects.toThrow(/^kube-apiserver has ended with 3\n[^]*the end of the log of kube-apiserver:\nunknown flag: kube-apiserver/);
  expect(readdirSync(tmpdir())).toEqual(before);
});
