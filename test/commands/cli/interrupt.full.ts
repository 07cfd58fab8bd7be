import { spawn } from 'child_process';
import { once } from 'events';
import { createWriteStream, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { MAIN } from './process';
import { workspaces } from './support';

// A signal ends a run within a second, and leaves no file and no part of one. Only while a file is replaced it waits.

const workspace = workspaces();
const PODS = 60_000;
const pod = (number: number) => `---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: p${number}\nspec:\n  containers:\n    - name: main\n      image: registry.example/app:1\n`;

async function writePods(): Promise<void> {
  const file = createWriteStream(join(workspace().folder, 'pods.yaml'));
  for (let number = 0; number < PODS; number += 1000) {
    file.write(Array.from({ length: 1000 }, (_, index) => pod(number + index)).join(''));
  }
  file.end();
  await once(file, 'finish');
}

/** Runs a command, and sends it a signal while it works. */
async function interrupted(signal: NodeJS.Signals, ...args: string[]) {
  const { folder } = workspace();
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
  let stdout = '';
  child.stdout.on('data', (text) => { stdout += text; });
  const ended = once(child, 'exit');
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(child.exitCode).toBe(null); // It is at work.
  const sent = Date.now();
  child.kill(signal);
  const [, by] = await ended;
  const took = Date.now() - sent;
  return { by, isQuick: took < 1000, stdout, left: readdirSync(folder).sort() };
}

test.each(['SIGINT', 'SIGTERM'] as const)('an audit with --output and --report that %s ends leaves no file', async (signal) => {
  await writePods();
  expect(await interrupted(signal, 'audit', 'pods.yaml', '--output', 'out.txt', '--report', 'json=new/out.json'))
    .toEqual({ by: signal, isQuick: true, stdout: '', left: ['pods.yaml'] });
});

test('harden --output leaves no file and no folder if it is interrupted', async () => {
  await writePods();
  expect(await interrupted('SIGINT', 'harden', 'pods.yaml', '--output-dir', 'new/hardened')).toEqual({ by: 'SIGINT', isQuick: true, stdout: '', left: ['pods.yaml'] });
});

test('one large object does not keep a signal from ending an audit', async () => {
  const containers = Array.from({ length: 100_000 }, (_, index) => ({ name: `c${index}`, image: 'app:1', env: [{ name: 'A', value: 'b' }] }));
  const { folder } = workspace().write({ 'pod.json': JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers } }) });
  expect(readdirSync(folder)).toEqual(['pod.json']);
  expect(await interrupted('SIGTERM', 'audit', 'pod.json', '--output', 'out.txt')).toEqual({ by: 'SIGTERM', isQuick: true, stdout: '', left: ['pod.json'] });
});

test.each(['audit', 'harden'])('%s ends at once while it waits for standard input', async (command) => {
  const { folder } = workspace();
  const child = spawn(process.execPath, [MAIN, command, '-', ...command === 'audit' ? ['--output', 'out'] : ['--output-dir', 'out']], { cwd: folder, stdio: ['pipe', 'ignore', 'ignore'] });
  const ended = once(child, 'exit');
  await new Promise((resolve) => setTimeout(resolve, 1500)); // It has started, and waits.
  child.kill('SIGINT');
  const [, signal] = await Promise.race([ended, new Promise((resolve) => setTimeout(() => resolve([null, 'none']), 5000)) as Promise<[null, string]>]);
  child.kill('SIGKILL');
  expect({ signal, left: readdirSync(folder) }).toEqual({ signal: 'SIGINT', left: [] });
});

test('a signal while files are replaced ends the process once all of them are', async () => {
  // The process sends itself a signal before it moves the first file to its place.
  const { folder } = workspace().write({
    'signal.cjs': 'const fs = require("fs"); const { renameSync } = fs; fs.renameSync = (from, to) => { process.kill(process.pid, "SIGTERM"); renameSync(from, to); };\n',
    'in/a.yaml': pod(1),
    'in/b.yaml': pod(2),
  });
  const child = spawn(process.execPath, ['--require', './signal.cjs', MAIN, 'harden', 'in', '--write'], { cwd: folder, stdio: 'ignore' });
  const [status, signal] = await once(child, 'exit');
  expect({ status, signal, left: readdirSync(join(folder, 'in')) }).toEqual({ status: null, signal: 'SIGTERM', left: ['a.yaml', 'b.yaml'] });
  expect(['a.yaml', 'b.yaml'].map((name) => readFileSync(join(folder, 'in', name), 'utf8').includes('runAsNonRoot'))).toEqual([true, true]);
});
