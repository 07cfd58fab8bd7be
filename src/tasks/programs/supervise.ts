import { readFileSync } from 'fs';
import { Ended, NotStarted } from './answer';
import { endAll, start, Started } from './start';

/** The limits of a program. */
export interface Limits {
  /** Milliseconds. */
  readonly timeout: number;
  /** Ends it early. */
  readonly signal: AbortSignal;
  /** Bytes that it may print. Default: 8 MiB, since registries accept manifests of up to 4 MiB. */
  readonly output?: number;
  /** Bytes of memory that it may use, which can only be measured on Linux. Default: no limit. */
  readonly memory?: number;
}

/** A program that runs within its limits. */
export interface Supervised {
  readonly child: Started;
  /** Ends it with the programs that it started. */
  readonly end: (why?: Ended) => void;
  /**
   * Resolves when its output is complete, and rejects with a NotStarted, or with the reason of the signal.
   */
  readonly closed: Promise<{ readonly status: number | null; readonly ended?: Ended }>;
}

/** How often to measure the memory of a program, in milliseconds. */
const INTERVAL = 20;

/** Timers take no more milliseconds. */
const MAX_TIMEOUT = 2 ** 31 - 1;

/**
 * Starts a program that ends at its limits of time and memory. The reader of its output must count the bytes.
 *
 * @param abort ends it when the signal aborts. Default: at once, with the programs that it started.
 * @throws the reason of the signal
 */
export function supervise(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  limits: Omit<Limits, 'output'>,
  abort: (child: Started) => void = endAll,
): Supervised {
  const { timeout, signal, memory } = limits;
  signal.throwIfAborted();
  const child = start(program, args, env);
  let ended: Ended | undefined;
  const end = (why?: Ended) => {
    ended ??= why;
    endAll(child);
  };
  const stop = () => abort(child);
  const timer = setTimeout(() => end('timeout'), Math.min(timeout, MAX_TIMEOUT));
  const watch = memory === undefined ? undefined : setInterval(() => memoryOf(child) > memory && end('memory'), INTERVAL);
  signal.addEventListener('abort', stop);
  const closed = new Promise<number | null>((resolve, reject) => {
    child.on('error', (error) => reject(new NotStarted(program, error)));
    child.on('close', resolve);
  }).finally(() => {
    clearTimeout(timer);
    clearInterval(watch);
    signal.removeEventListener('abort', stop);
  }).then((code) => {
    signal.throwIfAborted();
    return { status: ended === undefined ? code : null, ended }; // Windows gives a program a code even if it was ended.
  });
  closed.catch(() => undefined); // Whoever awaits it gets the error.
  return { child, end, closed };
}

/** The resident memory of a program in bytes; 0 if it is unknown. */
function memoryOf({ pid }: Started): number {
  try {
    const [, kilobytes = '0'] = /^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1')) ?? [];
    return Number(kilobytes) * 1024;
  } catch {
    return 0;
  }
}
