import { Io } from './io';

/** The user interrupted the run. */
export class Interrupted extends Error {}

/** How long work may go on, in milliseconds, until it looks whether the user wants it to end. */
const SLICE = 50;

/**
 * Does work step by step, so that it can be interrupted: signals are delivered only between slices.
 *
 * @throws Interrupted
 */
export async function interruptible<T>(steps: Generator<void, T>, io: Pick<Io, 'watchInterrupts'>): Promise<T> {
  const watch = io.watchInterrupts?.();
  try {
    let end = Date.now() + SLICE;
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) {
        return step.value;
      }
      if (Date.now() >= end) {
        await new Promise((resolve) => setImmediate(resolve));
        if (watch?.isInterrupted()) {
          steps.return(undefined as T); // Its `finally` removes what is unfinished.
          throw new Interrupted('interrupted: no file was written');
        }
        end = Date.now() + SLICE;
      }
    }
  } finally {
    watch?.stop();
  }
}
