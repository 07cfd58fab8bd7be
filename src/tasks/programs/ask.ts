import { readFileSync } from 'fs';
import { endAll, start, Started } from './start';
import { InputError } from '../../formats/manifest/input-error';

/** The output of a program, and how it ended. */
export interface Answer {
  readonly stdout: Buffer;
  readonly stderr: string;
  /** Null if it was ended. */
  readonly status: number | null;
  /** Why it was ended. */
  readonly ended?: 'timeout' | 'slow' | 'size' | 'memory';
}

/** A program that does not run. */
export class NotStarted extends InputError {
  /** Whether there is none of this name in the PATH. */
  public readonly isMissing: boolean;

  constructor(program: string, { message, code }: NodeJS.ErrnoException) {
    super(`${program} cannot be started: ${message}`);
    this.isMissing = code === 'ENOENT';
  }
}

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

const MAX_BYTES = 8 * 1024 * 1024;
/** How often the memory of a program is looked at, in milliseconds. */
const INTERVAL = 20;

/**
 * Runs a program and collects its output.
 *
 * @throws the reason of the signal if that ends it, or a NotStarted
 */
export function ask(program: string, args: readonly string[], env: NodeJS.ProcessEnv, limits: Limits): Promise<Answer> {
  const { timeout, signal, output: maxBytes = MAX_BYTES, memory } = limits;
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const child = start(program, args, env);
    const output = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    let size = 0;
    let ended: Answer['ended'];
    const end = (why?: Answer['ended']) => {
      ended ??= why;
      endAll(child);
    };
    const stop = () => end();
    const timer = setTimeout(() => end('timeout'), timeout);
    const watch = memory === undefined ? undefined : setInterval(() => memoryOf(child) > memory && end('memory'), INTERVAL);
    signal.addEventListener('abort', stop);
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].on('data', (chunk: Buffer) => {
        size += chunk.length;
        return size > maxBytes ? end('size') : output[name].push(chunk);
      });
    }
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      clearInterval(watch);
      signal.removeEventListener('abort', stop);
      finish();
    };
    child.on('error', (error) => settle(() => reject(new NotStarted(program, error))));
    child.on('close', (code) => settle(() => {
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      const status = ended === undefined ? code : null; // Windows gives a program a code even if it was ended.
      resolve({ stdout: Buffer.concat(output.stdout), stderr: Buffer.concat(output.stderr).toString(), status, ended });
    }));
  });
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
