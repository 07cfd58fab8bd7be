import { spawnSync, SpawnSyncOptionsWithStringEncoding } from 'child_process';

/** What a command did. */
export interface Ran {
  /** Exit code; 128 and more where a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export type Options = Partial<Pick<SpawnSyncOptionsWithStringEncoding, 'cwd' | 'env' | 'input' | 'timeout'>>;

/** No command of these tests needs longer on a busy machine; one that waits for ever must not stop the run. */
const TIMEOUT = 120_000;
/** For what loads packages over a slow line, in milliseconds. */
export const PATIENCE = 10 * 60_000;

/** Runs a command to its end, however it ends. */
export function attempt(command: string, args: readonly string[], options: Options = {}): Ran {
  const { error, signal, status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    input: '',
    timeout: TIMEOUT,
    killSignal: 'SIGKILL',
    maxBuffer: 2 ** 26,
    ...options,
  });
  if (error) {
    throw new Error(`${line(command, args)}: ${error.message}\n${stdout ?? ''}${stderr ?? ''}`);
  }
  return { code: status ?? (signal ? 128 : -1), stdout, stderr };
}

/**
 * Runs a command that must succeed, and answers what it printed.
 *
 * @param passing text of an error that is over in an instant: where the command prints it, the command runs up to three times
 */
export function run(command: string, args: readonly string[], options: Options = {}, passing?: string): string {
  let ran = attempt(command, args, options);
  for (let left = 2; left > 0 && ran.code !== 0 && passing !== undefined && ran.stderr.includes(passing); left--) {
    console.log(`Once more, since it printed "${passing}": ${line(command, args)}`);
    ran = attempt(command, args, options);
  }
  if (ran.code !== 0) {
    throw new Error(`${line(command, args)}: exit code ${ran.code}\n${ran.stderr}${ran.stdout}`);
  }
  return ran.stdout;
}

function line(command: string, args: readonly string[]): string {
  return [command, ...args].join(' ').slice(0, 500);
}
