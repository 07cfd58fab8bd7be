import { spawnSync } from 'child_process';
import { Answer, Ended, NotStarted } from './answer';
import { programPath } from './program-path';
import { Limits } from './supervise';

/** The limits of a program that this process waits for. */
export interface SyncLimits extends Pick<Limits, 'timeout'> {
  /** Bytes that it may print. */
  readonly output: number;
}

const LIMIT: { readonly [code: string]: Ended } = { ETIMEDOUT: 'timeout', ENOBUFS: 'size' };

/**
 * Runs a program, and waits for its end. If it prints too much, the answer has the first part.
 *
 * @param input that it reads. Default: nothing.
 * @throws NotStarted
 */
export function askSync(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  { timeout, output }: SyncLimits,
  input = '',
): Answer {
  const options = { env, input, timeout, maxBuffer: output, windowsHide: true, killSignal: 'SIGKILL' } as const;
  const { status, stdout, stderr, error } = spawnSync(programPath(program, env), args, options);
  const ended = LIMIT[(error as NodeJS.ErrnoException | undefined)?.code ?? ''];
  if (error && ended === undefined) {
    throw new NotStarted(program, error);
  }
  return { stdout, stderr: stderr.toString(), status: ended === undefined ? status : null, ended };
}
