import { PlayedContainer } from '../support/play';
import { waitFor } from '../support/wait';

/** No program needs longer to start, or to fail, on a busy machine. */
const PATIENCE_SECONDS = 60;

export interface Heard {
  readonly stdout: string;
  /** All that the client and the container have printed. */
  readonly said: string;
}

/**
 * Has a client in the container ask until it is answered as wanted.
 *
 * @throws where it never is; the message is all that was said last
 */
export function ask(container: PlayedContainer, request: readonly string[], isWanted: (heard: Heard) => boolean): void {
  let heard: Heard;
  waitFor(PATIENCE_SECONDS, () => {
    const { stdout, stderr } = container.exec(...request);
    heard = { stdout, said: `${stdout}${stderr}${container.logs()}` };
    return isWanted(heard) || undefined;
  }, () => `${container.name} has not done what it should. Client and container say: ${heard.said}`);
}
