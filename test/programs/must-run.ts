import { spawnSync } from 'child_process';

interface RunOptions {
  readonly cwd?: string;
  readonly variables?: NodeJS.ProcessEnv;
  /** The exit codes of success. */
  readonly statuses?: readonly number[];
  /** In milliseconds. */
  readonly timeout?: number;
}

/** What a program that must succeed prints. */
export function outputOf(program: string, args: readonly string[], { cwd, variables, statuses = [0], timeout }: RunOptions = {}): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd, timeout, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 256 * 1024 * 1024, env: { ...process.env, ...variables },
  });
  if (status === null || !statuses.includes(status)) {
    throw new Error(`"${[program, ...args].join(' ')}": ${error?.message ?? `exit code ${status}`}\n${stderr}${stdout}`);
  }
  return stdout;
}

/** Runs a program that must succeed, and returns what it printed. */
export function mustRun(program: string, args: readonly string[], cwd?: string, variables?: NodeJS.ProcessEnv): string {
  return outputOf(program, args, { cwd, variables });
}
