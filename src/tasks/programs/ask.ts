import { Answer } from './answer';
import { Started } from './start';
import { Limits, supervise } from './supervise';

/** How to read a program, and to end it early. */
export interface Reading {
  /** Called with each part of the output. The answer then has no output. */
  readonly take?: (chunk: Buffer) => void;
  /** Ends the program when the signal of its limits aborts. Default: at once, with the programs that it started. */
  readonly abort?: (child: Started) => void;
}

const MAX_BYTES = 8 * 1024 * 1024;

/**
 * Runs a program and collects its output.
 *
 * @throws the reason of the signal if that ends it, or a NotStarted
 */
export async function ask(
  program: string, args: readonly string[], env: NodeJS.ProcessEnv, limits: Limits, { take, abort }: Reading = {},
): Promise<Answer> {
  const { output: maxBytes = MAX_BYTES } = limits;
  const { child, end, closed } = supervise(program, args, env, limits, abort);
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  let size = 0;
  const reading = (read: (chunk: Buffer) => void) => (chunk: Buffer) => {
    size += chunk.length;
    return size > maxBytes ? end('size') : read(chunk);
  };
  child.stdout.on('data', reading(take ?? ((chunk) => stdout.push(chunk))));
  child.stderr.on('data', reading((chunk) => stderr.push(chunk)));
  const { status, ended } = await closed;
  return { stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString(), status, ended };
}
