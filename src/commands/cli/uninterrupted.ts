import { INTERRUPT_SIGNALS } from './io';

let isHeld = false;

/**
 * Runs work that signals must not end, because it replaces several files, and replacing only some of them would be worse than none. During
 * the work a handler is set, which Node.js calls only after the work: a signal ends the process then. At all other times, there is no
 * handler, and a signal ends the process at once.
 */
export function uninterrupted<T>(work: () => T): T {
  if (!isHeld) {
    isHeld = true;
    INTERRUPT_SIGNALS.forEach((signal) => process.on(signal, end));
    // Handlers of signals that came during the work run before the second callback.
    setImmediate(() => setImmediate(release));
  }
  return work();
}

function release(): void {
  isHeld = false;
  INTERRUPT_SIGNALS.forEach((signal) => process.off(signal, end));
}

function end(signal: NodeJS.Signals): void {
  release();
  process.kill(process.pid, signal);
}
