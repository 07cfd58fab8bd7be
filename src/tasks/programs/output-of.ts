import { Answer, Ended } from './answer';
import { Limits, supervise } from './supervise';

/** Characters of error messages that are kept. */
const MAX_STDERR = 64 * 1024;

/** The limits of a program whose output is read as it comes. */
export interface StreamLimits extends Limits {
  readonly output: number;
  /** Milliseconds without output. */
  readonly pause: number;
}

/**
 * The output of a program, as fast as it is read. A program that prints but takes too long as a whole has ended as `slow`.
 *
 * @param onFailure called if the program fails, with the way it ended
 * @throws what `onFailure` throws, or the reason of the signal
 */
export async function* outputOf(
  program: string, args: readonly string[], env: NodeJS.ProcessEnv, limits: StreamLimits, onFailure: (answer: Answer) => never,
): AsyncGenerator<Uint8Array> {
  const { child, end, closed } = supervise(program, args, env, limits);
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => { stderr = (stderr + chunk.toString()).slice(-MAX_STDERR); });
  let paused = false;
  let timer: NodeJS.Timeout | undefined;
  let length = 0;
  const fail = (status: number | null, ended?: Ended) => onFailure({ stdout: Buffer.alloc(0), stderr, status, ended });
  try {
    const chunks = child.stdout[Symbol.asyncIterator]();
    for (;;) {
      timer = setTimeout(() => {
        paused = true;
        end('timeout');
      }, limits.pause);
      const { value, done } = await chunks.next();
      clearTimeout(timer);
      if (done) {
        break;
      }
      const chunk = value as Buffer;
      length += chunk.length;
      if (length > limits.output) {
        fail(null, 'size');
      }
      yield chunk;
    }
    const { status, ended } = await closed;
    if (status !== 0 || ended !== undefined) {
      fail(status, ended === 'timeout' && !paused ? 'slow' : ended);
    }
  } finally {
    clearTimeout(timer);
    end();
    child.stdout.destroy(); // A program closes only when its output was read or refused.
  }
}
