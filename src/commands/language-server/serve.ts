import { Readable, Writable } from 'stream';
import { createConnection, WatchDog } from 'vscode-languageserver';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { Server } from './server';

/** Milliseconds between two checks that the editor still runs. */
const WATCH_INTERVAL = 3000;

/**
 * Serves an editor until it ends.
 *
 * @param version of this package
 * @param exit called once, with 0 if the editor ended the session by the protocol
 */
export function serve(input: Readable, output: Writable, version: string, exit: (code: number) => void): void {
  let hasEnded = false;
  let watch: NodeJS.Timeout | undefined;
  const end = (code: number) => {
    if (!hasEnded) {
      hasEnded = true;
      clearInterval(watch);
      server.close();
      exit(code);
    }
  };
  const watchDog: WatchDog = {
    shutdownReceived: false,
    initialize: ({ processId }) => {
      watch = typeof processId === 'number' ? setInterval(() => isRunning(processId) || end(1), WATCH_INTERVAL).unref() : undefined;
    },
    exit: end,
  };
  // An editor that crashed closes its end without a message.
  ['end', 'close', 'error'].forEach((event) => input.on(event, () => end(watchDog.shutdownReceived ? 0 : 1)));
  output.on('error', () => end(1));
  const newConnection = () => createProtocolConnection(new StreamMessageReader(input), new StreamMessageWriter(output));
  const server = new Server(createConnection(newConnection, watchDog), version);
  server.listen();
}

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // It is someone else's, and runs.
  }
}
