import type { Answer, Request, Result } from '../result';

/** An evaluation that takes longer is stopped, in milliseconds. */
const LIMIT = 20_000;

export interface Listener {
  readonly onWaiting: () => void;
  readonly onResult: (result: Result) => void;
  readonly onFailure: (message: string) => void;
}

/** Evaluates texts in a worker, the last one only: the page stays alive whatever the text is. */
export class Evaluator {
  private worker?: Worker;
  private isBusy = false;
  private last = 0;
  private timer?: number;

  constructor(private readonly listener: Listener) {}

  public evaluate(request: Request): void {
    this.stop();
    const id = ++this.last;
    this.worker ??= this.started();
    this.isBusy = true;
    this.listener.onWaiting();
    this.timer = window.setTimeout(() => this.cancel(`Stopped after ${LIMIT / 1000} seconds: evaluate so long a text with the command line.`), LIMIT);
    this.worker.postMessage({ id, request });
  }

  /** @param message undefined if nothing is to be said */
  public cancel(message?: string): void {
    this.stop();
    if (message !== undefined) {
      this.listener.onFailure(message);
    }
  }

  /** A worker cannot be interrupted: one that works is replaced. */
  private stop(): void {
    clearTimeout(this.timer);
    if (this.isBusy) {
      this.worker?.terminate();
      this.worker = undefined;
      this.isBusy = false;
    }
  }

  private started(): Worker {
    const worker = new Worker(programUrl() as string);
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => this.take(data));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.cancel(`The evaluation failed: ${event.message || 'the browser does not start its worker'}.`);
    });
    return worker;
  }

  private take(answer: Answer): void {
    if (answer.id !== this.last || !this.isBusy) {
      return;
    }
    clearTimeout(this.timer);
    this.isBusy = false;
    if ('failure' in answer) {
      this.listener.onFailure(`The evaluation failed, which is a bug in cdk8s-hardened: ${answer.failure}`);
    } else {
      this.listener.onResult(answer.result);
    }
  }
}

let url: unknown;

/** The page contains the program of the worker, so that it also starts from a disk. */
function programUrl(): unknown {
  if (url === undefined) {
    const { program } = JSON.parse(document.getElementById('worker')!.textContent!) as { program: string };
    const made = URL.createObjectURL(new Blob([program], { type: 'text/javascript' }));
    url = trustedUrl(made);
  }
  return url;
}

interface TrustedTypes {
  readonly trustedTypes?: {
    createPolicy(name: string, rules: { createScriptURL: (text: string) => string }): { createScriptURL: (text: string) => unknown };
  };
}

/** The policy of the page lets a worker start only from an address that was made here. */
function trustedUrl(made: string): unknown {
  const { trustedTypes } = window as TrustedTypes;
  return trustedTypes ? trustedTypes.createPolicy('worker', { createScriptURL: (text) => text }).createScriptURL(made) : made;
}
