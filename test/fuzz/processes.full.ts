import { spawn } from 'child_process';
import { existsSync } from 'fs';
import { join } from 'path';
import { HOSTILE_FILES } from './hostile-files';

// The same files, given to the compiled bin on its standard input: what a user meets, with the limits of a process of its own.

const MAIN = join(__dirname, '..', '..', 'lib', 'commands', 'cli', 'main.js');
const TIMEOUT = 60_000;

interface Ended {
  readonly status: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

function audit(content: string | Uint8Array): Promise<Ended> {
  if (!existsSync(MAIN)) throw new Error('There is no compiled library: run `npx projen compile` first.');
  const child = spawn(process.execPath, [MAIN, 'audit', '-'], { timeout: TIMEOUT });
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => written.stdout += text);
  child.stderr.on('data', (text) => written.stderr += text);
  child.stdin.on('error', () => {}); // The audit need not read to the end.
  child.stdin.end(content);
  return new Promise((resolve) => child.on('close', (status, signal) => resolve({ status, signal, ...written })));
}

test.each(Object.entries(HOSTILE_FILES))('audits %s in a process', async (_, { content, answers }) => {
  const { status, signal, stdout, stderr } = await audit(content);
  expect(signal).toBeNull();
  expect(answers).toContain(status);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stderr).not.toContain('should not happen');
  if (status === 2) {
    expect(stderr).toMatch(/^cdk8s-hardened: stdin(:\d+:\d+)?: \S/);
  } else if (!/^cdk8s-hardened: stdin: is empty, /.test(stderr)) {
    expect(stdout).toMatch(/^\d+ errors?, \d+ warnings?, 0 waived \(/m);
  }
}, TIMEOUT + 10_000);
