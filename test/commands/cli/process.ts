import { spawnSync } from 'child_process';
import { existsSync } from 'fs';
import { join } from 'path';
import { linesOf, Run, Surroundings } from './support';

/** The compiled command line. */
export const MAIN = join(__dirname, '../../../lib/commands/cli/main.js');

/** Runs the compiled command line in a process of its own. */
export function runProcess(
  args: readonly string[],
  { cwd, input = '', nodeOptions = [], env }: Omit<Surroundings, 'isTTY'> & { readonly nodeOptions?: string[] } = {},
): Run {
  if (!existsSync(MAIN)) throw new Error('There is no compiled library: run `npx projen compile` first.');
  const options = { cwd, input, env, encoding: 'utf8', maxBuffer: 1e9 } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [...nodeOptions, MAIN, ...args], options);
  expect(stderr).not.toMatch(/^\s+at /m);
  return { status, stdout, stderr: linesOf(stderr) };
}
