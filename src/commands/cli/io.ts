import { printable } from '../../tasks/reports/printable';

/** What a command uses of the process it runs in, so that tests need no process. */
export interface Io {
  readonly stdout: Writer;
  readonly stderr: Writer;
  /** Standard input, to be read once. */
  readonly stdin: () => Iterable<Uint8Array>;
  /** Waits until standard input has something. A signal ends the process at once meanwhile. */
  readonly waitForStdin?: () => Promise<void>;
  /** For the container runtime, and for colors. */
  readonly env: NodeJS.ProcessEnv;
  /** Takes note of signals from now on, instead of ending at once. */
  readonly watchInterrupts?: () => InterruptWatch;
  /** Undefined if standard input or output is not a terminal. */
  readonly openTerminal?: () => Terminal | undefined;
}

/** A terminal that somebody types at. */
export interface Terminal {
  /**
   * Asks for a line.
   *
   * @throws Interrupted if the user presses Ctrl-C or Ctrl-D, now or before
   */
  readonly ask: (question: string) => Promise<string>;
  /**
   * Takes note of keys that were pressed while nothing was asked.
   *
   * @throws Interrupted as `ask`
   */
  readonly settle: () => Promise<void>;
  readonly close: () => void;
}

export interface InterruptWatch {
  /** The signal that wants the run to end; undefined if there was none. */
  readonly interruptedBy: () => InterruptSignal | undefined;
  readonly stop: () => void;
}

export const INTERRUPT_SIGNALS = ['SIGINT', 'SIGTERM'] as const;
export type InterruptSignal = typeof INTERRUPT_SIGNALS[number];

/** The user, or who started it, interrupted the run. */
export class Interrupted extends Error {
  constructor(message: string, public readonly signal: InterruptSignal = 'SIGINT') {
    super(message);
  }
}

interface Writer {
  readonly isTTY?: boolean;
  /** Width of the terminal. */
  readonly columns?: number;
  write(text: string | Uint8Array): unknown;
}

/** Writes a line to stderr; reports never go there. */
export function log({ stderr }: Pick<Io, 'stderr'>, line: string): void {
  stderr.write(`cdk8s-hardened: ${printable(line)}\n`);
}
