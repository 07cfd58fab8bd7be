import { PlayedContainer } from '../support/play';
import { waitFor } from '../support/wait';

/** No program needs longer to start, or to fail, on a busy machine. */
const PATIENCE_SECONDS = 60;

export interface Heard {
  readonly stdout: string;
  /** All that the client and the container have printed. */
  readonly output: string;
}

/**
 * Runs a client in the container until the answer is the expected one.
 *
 * @throws if no answer fits in time; the message has the last output
 */
export function ask(container: PlayedContainer, request: readonly string[], isWanted: (heard: Heard) => boolean): void {
  let heard: Heard;
  waitFor(PATIENCE_SECONDS, () => {
    const { stdout, stderr } = container.exec(...request);
    heard = { stdout, output: `${stdout}${stderr}${container.logs()}` };
    return isWanted(heard) || undefined;
  }, () => `${container.name} has not done what it should. Client and container say: ${heard.output}`);
}

/** A message of which parts differ from run to run: "..." is any text. */
export function patternOf(error: string): RegExp {
  return new RegExp(error.split('...').map((piece) => piece.replace(/[^\w ]/g, '\\$&')).join('.*'));
}
