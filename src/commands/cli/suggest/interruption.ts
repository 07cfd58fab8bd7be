import { InputError } from '../../../formats/manifest/input-error';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Handles signals while our container exists, so that it is always removed. Ctrl-C during the run ends only the run, and its changes are
 * reported. At any other time, Ctrl-C stops the command, as any other signal does.
 */
export class Interruption {
  private readonly ending = new AbortController();
  private readonly givingUp = new AbortController();
  private isRunning = false;

  public constructor() {
    SIGNALS.forEach((name) => process.on(name, this.onSignal));
  }

  /** Aborted when the command must stop, with the error to show. */
  public get everything(): AbortSignal {
    return this.givingUp.signal;
  }

  /** Runs work that Ctrl-C ends early, through the signal it is given. */
  public async during<T>(work: (ended: AbortSignal) => Promise<T>): Promise<T> {
    this.isRunning = true;
    try {
      return await work(AbortSignal.any([this.ending.signal, this.everything]));
    } finally {
      this.isRunning = false;
    }
  }

  /** Restores the default handling of signals. */
  public close(): void {
    SIGNALS.forEach((name) => process.off(name, this.onSignal));
  }

  private readonly onSignal = (name: NodeJS.Signals) => {
    if (name === 'SIGINT' && this.isRunning && !this.ending.signal.aborted) {
      this.ending.abort();
    } else {
      this.givingUp.abort(new InputError(`interrupted by ${name}; the container was removed`));
    }
  };
}
