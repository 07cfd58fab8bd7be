import { spawnSync } from 'child_process';

/** Runs a program that must succeed, and returns what it printed. */
export function mustRun(program: string, args: readonly string[], cwd?: string, variables: NodeJS.ProcessEnv = {}): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 256 * 1024 * 1024, env: { ...process.env, ...variables },
  });
  if (status !== 0) throw new Error(`"${[program, ...args].join(' ')}": ${error?.message ?? `exit code ${status}`}\n${stderr}${stdout}`);
  return stdout;
}
