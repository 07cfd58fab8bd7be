import { EXIT_CODES } from './exit-code';
import { Io } from './io';
import { log } from './log';
import { standardInput } from '../audit/inputs';

/** The streams and the environment of this process. */
export function processIo(): Io {
  const { stdout, stderr, env } = process;
  const io: Io = { stdout, stderr, env, stdin: standardInput };
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
