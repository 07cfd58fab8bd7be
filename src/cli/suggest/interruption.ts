import { InputError } from '../../audit/input-error';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * What becomes of signals while a container of ours exists: it must not stay behind. Ctrl-C during the run ends the run, and what
 * it wrote is told; at any other time, and for every other signal, the work is given up.
 */
export class Interruption {
  private readonly ending = new AbortController();
  private readonly givingUp = new AbortController();
  private isRunning = false;

  public constructor() {
    SIGNALS.forEach((name) => process.on(name, this.onSignal));
  }

  /** Aborted where all work is to be given up, with what to tell. */
  public get everything(): AbortSignal {
    return this.givingUp.signal;
  }

  /** What is done here can be ended early, by the signal that it gets. */
  public async during<T>(work: (ended: AbortSignal) => Promise<T>): Promise<T> {
    this.isRunning = true;
    try {
      return await work(AbortSignal.any([this.ending.signal, this.everything]));
    } finally {
      this.isRunning = false;
    }
  }

  /** From now on signals do what they do to every program. */
  public close(): void {
    SIGNALS.forEach((name) => process.off(name, this.onSignal));
  }

  private readonly onSignal = (name: NodeJS.Signals) => {
    if (name === 'SIGINT' && this.isRunning && !this.ending.signal.aborted) {
      this.ending.abort();
    } else {
      this.givingUp.abort(new InputError(`given up because of ${name}; the container is removed`));
    }
  };
}
