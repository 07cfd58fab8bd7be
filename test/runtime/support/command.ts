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

/** Runs a command that must succeed, and answers what it printed. */
export function run(command: string, args: readonly string[], options: Options = {}): string {
  const { code, stdout, stderr } = attempt(command, args, options);
  if (code !== 0) {
    throw new Error(`${line(command, args)}: exit code ${code}\n${stderr}${stdout}`);
  }
  return stdout;
}

function line(command: string, args: readonly string[]): string {
  return [command, ...args].join(' ').slice(0, 500);
}
