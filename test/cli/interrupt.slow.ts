import { spawn } from 'child_process';
import { once } from 'events';
import { createWriteStream, readdirSync } from 'fs';
import { join } from 'path';
import { MAIN } from './process';
import { workspaces } from './support';

// An interrupted run leaves no file, and no part of one.

const workspace = workspaces();
const PODS = 60_000;
const pod = (number: number) => `---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: p${number}\nspec:\n  containers:\n    - name: main\n      image: registry.example/app:1\n`;

beforeEach(async () => {
  const file = createWriteStream(join(workspace().folder, 'pods.yaml'));
  for (let number = 0; number < PODS; number += 1000) {
    file.write(Array.from({ length: 1000 }, (_, index) => pod(number + index)).join(''));
  }
  file.end();
  await once(file, 'finish');
});

/** Runs a command, and interrupts it as soon as the folder has a new file. */
async function interrupted(signal: 'SIGINT' | 'SIGTERM', ...args: string[]) {
  const { folder } = workspace();
  const before = readdirSync(folder).length;
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => { written.stdout += text; });
  child.stderr.on('data', (text) => { written.stderr += text; });
  const ended = once(child, 'exit');
  while (child.exitCode === null && readdirSync(folder).length === before) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const partial = readdirSync(folder).filter((name) => name !== 'pods.yaml');
  await new Promise((resolve) => setTimeout(resolve, 500));
  child.kill(signal);
  const [status] = await ended;
  return { status, partial, left: readdirSync(folder), ...written };
}

test.each(['SIGINT', 'SIGTERM'] as const)('an audit with --output and --report that %s ends leaves no file', async (signal) => {
  const { status, partial, left, stderr, stdout } = await interrupted(signal, 'audit', 'pods.yaml', '--output', 'out.txt', '--report', 'json=out.json');
  expect(partial.length).toBeGreaterThan(0); // It had begun to write.
  expect({ status, stdout, left }).toEqual({ status: 130, stdout: '', left: ['pods.yaml'] });
  expect(stderr).toContain('cdk8s-hardened: interrupted: no file was written\n');
});

test('harden --output leaves no file if it is interrupted', async () => {
  const { status, partial, left, stderr } = await interrupted('SIGINT', 'harden', 'pods.yaml', '--output', 'new/hardened');
  expect(partial.length).toBeGreaterThan(0);
  expect({ status, left }).toEqual({ status: 130, left: ['pods.yaml'] });
  expect(stderr).toContain('cdk8s-hardened: interrupted: no file was written\n');
});

test.each(['audit', 'harden'])('%s ends at once while it waits for standard input', async (command) => {
  const { folder } = workspace();
  const child = spawn(process.execPath, [MAIN, command, '-', '--output', 'out'], { cwd: folder, stdio: ['pipe', 'ignore', 'ignore'] });
  const ended = once(child, 'exit');
  await new Promise((resolve) => setTimeout(resolve, 1500)); // It has started, and waits.
  child.kill('SIGINT');
  const [, signal] = await Promise.race([ended, new Promise((resolve) => setTimeout(() => resolve([null, 'none']), 5000)) as Promise<[null, string]>]);
  child.kill('SIGKILL');
  expect({ signal, left: readdirSync(folder) }).toEqual({ signal: 'SIGINT', left: ['pods.yaml'] });
});
