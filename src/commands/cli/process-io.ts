import { EXIT_CODES } from './exit-code';
import { INTERRUPT_SIGNALS, InterruptSignal, InterruptWatch, Io, log, Terminal } from './io';
import { StdinAhead } from './stdin-ahead';

/** The streams and the environment of this process. */
export function processIo(): Io {
  const { stdout, stderr, env } = process;
  const ahead = new StdinAhead();
  const io: Io = { stdout, stderr, env, stdin: () => ahead.read(), waitForStdin: () => ahead.wait(), watchInterrupts, openTerminal };
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // A reader such as `head` may close the pipe early. The exit code stays the same.
      if (error.code !== 'EPIPE') {
        log(io, `the output cannot be written: ${error.message}`);
        process.exit(EXIT_CODES.error);
      }
    });
  }
  return io;
}

/** Loaded on demand, because only interactive commands need it. */
function openTerminal(): Terminal | undefined {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { processTerminal }: typeof import('./process-terminal') = require('./process-terminal');
  return process.stdin.isTTY && process.stdout.isTTY ? processTerminal() : undefined;
}

/** A second signal ends the process at once. */
function watchInterrupts(): InterruptWatch {
  let by: InterruptSignal | undefined;
  const note = (signal: InterruptSignal) => {
    by = signal;
    stop();
  };
  const stop = () => INTERRUPT_SIGNALS.forEach((signal) => process.off(signal, note));
  INTERRUPT_SIGNALS.forEach((signal) => process.on(signal, note));
  return { interruptedBy: () => by, stop };
}
