import { Io } from './io';

/** Milliseconds before the first progress line, and between two lines. */
const INTERVAL = 500;

/** The progress, such as `120 of 4068 files (2 %)`. */
export function shareText(done: number, all: number, what: string): string {
  return `${done} of ${all} ${what} (${Math.floor(100 * done / all)} %)`;
}

/** Shows the progress of long work on a terminal, and nothing elsewhere. */
export class Progress {
  private last = Date.now();
  private isShown = false;

  constructor(private readonly stderr: Io['stderr']) {}

  /** Passes on the steps of some work, and shows the text between steps. */
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
      steps.return(undefined as T); // An interrupted run still deletes unfinished files.
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
