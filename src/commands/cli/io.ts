import { Kubectl } from '../../tasks/cluster/kubectl';
import { printable } from '../../tasks/reports/printable';

/** The parts of the process that commands use, so that tests can replace them. */
export interface Io {
  readonly stdout: Writer;
  readonly stderr: Writer;
  /** Standard input. A command can read it only once. */
  readonly stdin: () => Iterable<Uint8Array>;
  /** Waits until standard input has data. Meanwhile, a signal ends the process at once. */
  readonly waitForStdin?: () => Promise<void>;
  /** Environment variables for the container runtime and for colors. */
  readonly env: NodeJS.ProcessEnv;
  /** Runs kubectl. Default: the program in the PATH. */
  readonly kubectl?: Kubectl;
  /** Records signals from now on, so that they do not end the process at once. */
  readonly watchInterrupts?: () => InterruptWatch;
  /** Undefined if standard input or output is not a terminal. */
  readonly openTerminal?: () => Terminal | undefined;
}

/** An interactive terminal. */
export interface Terminal {
  /**
   * Asks for a line.
   *
   * @throws Interrupted if the user presses Ctrl-C or Ctrl-D, now or before
   */
  readonly ask: (question: string) => Promise<string>;
  /**
   * Drops keys that the user pressed before a question.
   *
   * @throws Interrupted like `ask`
   */
  readonly settle: () => Promise<void>;
  readonly close: () => void;
}

export interface InterruptWatch {
  /** The signal that asks the run to end; undefined if there was none. */
  readonly interruptedBy: () => InterruptSignal | undefined;
  readonly stop: () => void;
}

export const INTERRUPT_SIGNALS = ['SIGINT', 'SIGTERM'] as const;
export type InterruptSignal = typeof INTERRUPT_SIGNALS[number];

/** The user, or the program that started the command, interrupted the run. */
export class Interrupted extends Error {
  constructor(message: string, public readonly signal: InterruptSignal = 'SIGINT') {
    super(message);
  }
}

interface Writer {
  readonly isTTY?: boolean;
  /** Width of the terminal in columns. */
  readonly columns?: number;
  write(text: string | Uint8Array): unknown;
}

/** Writes a line to stderr; reports never go there. */
export function log({ stderr }: Pick<Io, 'stderr'>, line: string): void {
  stderr.write(`cdk8s-hardened: ${printable(line)}\n`);
}
