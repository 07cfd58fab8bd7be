import { Io } from './io';

/** Before the first text, in milliseconds, and between two. */
const INTERVAL = 500;

/** How much is done, such as `120 of 4068 files (2 %)`. */
export function shareText(done: number, all: number, what: string): string {
  return `${done} of ${all} ${what} (${Math.floor(100 * done / all)} %)`;
}

/** Shows on a terminal how far long work has come; elsewhere nothing. */
export class Progress {
  private last = Date.now();
  private isShown = false;

  constructor(private readonly stderr: Io['stderr']) {}

  /** The steps of work, with a text from time to time. */
  public* following<T>(steps: Generator<void, T>, text: () => string): Generator<void, T> {
    try {
      for (;;) {
        const { done, value } = steps.next();
        if (done) {
          return value;
        }
        this.show(text);
        yield;
      }
    } finally {
      steps.return(undefined as T); // An interrupted run removes what is unfinished.
    }
  }

  public show(text: () => string): void {
    if (this.stderr.isTTY && Date.now() - this.last >= INTERVAL) {
      this.last = Date.now();
      this.isShown = true;
      this.stderr.write(`\r${text()}\x1b[K`);
    }
  }

  public clear(): void {
    if (this.isShown) {
      this.isShown = false;
      this.stderr.write('\r\x1b[K');
    }
  }
}
