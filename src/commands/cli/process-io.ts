import { EXIT_CODES } from './exit-code';
import { InterruptWatch, Io, log, Terminal } from './io';
import { StdinAhead } from './stdin-ahead';

/** The streams and the environment of this process. */
export function processIo(): Io {
  const { stdout, stderr, env } = process;
  const ahead = new StdinAhead();
  const io: Io = { stdout, stderr, env, stdin: () => ahead.read(), waitForStdin: () => ahead.wait(), watchInterrupts, openTerminal };
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // A reader that stops reading, such as `head`, does not change what was found.
      if (error.code !== 'EPIPE') {
        log(io, `the output cannot be written: ${error.message}`);
        process.exit(EXIT_CODES.error);
      }
    });
  }
  return io;
}

/** Only who asks waits until its modules are loaded. */
function openTerminal(): Terminal | undefined {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { processTerminal }: typeof import('./process-terminal') = require('./process-terminal');
  return process.stdin.isTTY && process.stdout.isTTY ? processTerminal() : undefined;
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** A second signal ends the process at once. */
function watchInterrupts(): InterruptWatch {
  let interrupted = false;
  const note = () => {
    interrupted = true;
    stop();
  };
  const stop = () => SIGNALS.forEach((signal) => process.off(signal, note));
  SIGNALS.forEach((signal) => process.on(signal, note));
  return { isInterrupted: () => interrupted, stop };
}
