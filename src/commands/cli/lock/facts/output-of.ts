import { TransferLimits, wholeTime } from './transfer-limits';
import { Answer, NotStarted } from '../../../../tasks/programs/ask';
import { endAll, start } from '../../../../tasks/programs/start';

/** Characters of error messages that are kept. */
const MAX_STDERR = 64 * 1024;

/**
 * The output of a program, as fast as it is read.
 *
 * @param onFailure called if the program fails, with the way it ended
 * @throws what `onFailure` throws, or the reason of the signal
 */
export async function* outputOf(
  program: string, args: readonly string[], env: NodeJS.ProcessEnv, limits: TransferLimits, onFailure: (answer: Answer) => never,
): AsyncGenerator<Uint8Array> {
  const { timeout, size, signal } = limits;
  signal.throwIfAborted();
  const child = start(program, args, env);
  let ended: Answer['ended'];
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => { stderr = (stderr + chunk.toString()).slice(-MAX_STDERR); });
  const closed = new Promise<number | null>((resolve, reject) => {
    child.on('error', (error) => reject(new NotStarted(program, error)));
    child.on('close', resolve);
  });
  closed.catch(() => undefined); // It is awaited below.
  const stop = () => endAll(child);
  const end = (why: Answer['ended']) => {
    ended ??= why;
    stop();
  };
  signal.addEventListener('abort', stop);
  let timer: NodeJS.Timeout | undefined;
  const whole = setTimeout(() => end('slow'), wholeTime(limits));
  let length = 0;
  try {
    const chunks = child.stdout[Symbol.asyncIterator]();
    for (;;) {
      timer = setTimeout(() => end('timeout'), timeout);
      const { value, done } = await chunks.next();
      clearTimeout(timer);
      if (done) {
        break;
      }
      const chunk = value as Buffer;
      length += chunk.length;
      if (length > size) {
        onFailure({ stdout: Buffer.alloc(0), stderr, status: null, ended: 'size' });
      }
      yield chunk;
    }
    const status = await closed;
    signal.throwIfAborted();
    if (status !== 0 || ended !== undefined) {
      onFailure({ stdout: Buffer.alloc(0), stderr, status, ended });
    }
  } finally {
    clearTimeout(timer);
    clearTimeout(whole);
    signal.removeEventListener('abort', stop);
    stop();
  }
}
