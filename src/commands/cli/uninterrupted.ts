import { INTERRUPT_SIGNALS } from './io';

let isHeld = false;

/**
 * Runs work that signals must not end, because it replaces files, and replacing only some would be worse than none. At all other times
 * a signal ends the process at once: while work goes on, Node.js does not run handlers.
 */
export function uninterrupted<T>(work: () => T): T {
  if (!isHeld) {
    isHeld = true;
    INTERRUPT_SIGNALS.forEach((signal) => process.on(signal, end));
    // Signals that came meanwhile are delivered between the two.
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
