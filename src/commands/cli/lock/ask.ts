import { ChildProcess, spawn } from 'child_process';
import { InputError } from '../../../formats/manifest/input-error';

/** What a program printed and how it ended. */
export interface Answer {
  readonly stdout: Buffer;
  readonly stderr: string;
  /** Null if it was ended. */
  readonly status: number | null;
  /** Why it was ended. */
  readonly ended?: 'timeout' | 'size';
}

/** What limits a program. */
export interface Limits {
  /** Milliseconds. */
  readonly timeout: number;
  /** Ends it early. */
  readonly signal: AbortSignal;
}

/** Registries take manifests of up to 4 MiB. */
const MAX_BYTES = 8 * 1024 * 1024;

/** Ends a program and those that it started. */
export function killGroup({ pid }: ChildProcess): void {
  try {
    process.kill(-pid!, 'SIGKILL');
  } catch {
    // It has ended, or never started.
  }
}

/**
 * Runs a program that asks a registry. It gets no input, so that it cannot wait for a password.
 *
 * @throws the reason of the signal if that ends it, or an InputError if the program cannot be started
 */
export function ask(program: string, args: readonly string[], env: NodeJS.ProcessEnv, { timeout, signal }: Limits): Promise<Answer> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    // In a group of its own: docker runs its plugins as processes of their own, which must end with it.
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, env });
    const output = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    let size = 0;
    let ended: Answer['ended'];
    const end = (why?: Answer['ended']) => {
      ended ??= why;
      killGroup(child);
    };
    const stop = () => end();
    const timer = setTimeout(() => end('timeout'), timeout);
    signal.addEventListener('abort', stop);
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].on('data', (chunk: Buffer) => {
        size += chunk.length;
        return size > MAX_BYTES ? end('size') : output[name].push(chunk);
      });
    }
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      finish();
    };
    child.on('error', ({ message }) => settle(() => reject(new InputError(`${program} cannot be started: ${message}`))));
    child.on('close', (status) => settle(() => signal.aborted ? reject(signal.reason)
      : resolve({ stdout: Buffer.concat(output.stdout), stderr: Buffer.concat(output.stderr).toString(), status, ended })));
  });
}
