import { Interrupted, Io } from './io';

/** Milliseconds between two checks for an interruption. */
const INTERVAL = 50;

/**
 * Runs work that the user can interrupt. The work gets an AbortSignal.
 *
 * @throws Interrupted
 */
export async function interruptibleBySignal<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { watchInterrupts }: Pick<Io, 'watchInterrupts'>,
): Promise<T> {
  const watch = watchInterrupts?.();
  const controller = new AbortController();
  const timer = setInterval(() => {
    const by = watch?.interruptedBy();
    if (by) {
      controller.abort(new Interrupted('interrupted: no file was written', by));
    }
  }, INTERVAL);
  try {
    return await work(controller.signal);
  } finally {
    clearInterval(timer);
    watch?.stop();
  }
}
