import { spawn } from 'child_process';
import { mkdtempSync, symlinkSync } from 'fs';
import { tmpdir } from 'os';
import { delimiter, join } from 'path';
import { Ran } from './cluster';
import { MAIN } from '../../commands/cli/process';
import { kubectl } from '../../programs/kubernetes';

/** Runs the compiled command with the real kubectl, in a process of its own: the kubelet of a test is in this one. */
export function runCommand(args: readonly string[], env: NodeJS.ProcessEnv, input = ''): Promise<Ran> {
  const bin = mkdtempSync(join(tmpdir(), 'bin-'));
  symlinkSync(kubectl(), join(bin, 'kubectl'));
  const child = spawn(process.execPath, [MAIN, ...args], { env: { ...env, PATH: `${bin}${delimiter}${process.env.PATH}` } });
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => { written.stdout += chunk; });
  child.stderr.on('data', (chunk) => { written.stderr += chunk; });
  child.stdin.end(input);
  return new Promise((resolve, reject) => child.on('error', reject).on('close', (status) => resolve({ status: status ?? -1, ...written })));
}
