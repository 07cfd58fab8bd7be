/*
 * The program itself gets the signals, and no shell in front of it.
 *
 * Restricted fields: the last ENTRYPOINT of what makes the final image; where it has none, the last CMD
 * Allowed values:    a list in JSON; a text that begins with exec
 *
 * A text is started by `sh -c`, which hands SIGTERM to nobody, needs a shell in the image and, in ENTRYPOINT, takes no arguments.
 */
import { finalInstructions } from '../../manifest/dockerfile';
import { DockerfileControl, NONE } from '../control';
import { inInstruction } from '../dockerfile-violations';

export const dockerfileShellForm: DockerfileControl = {
  id: 'dockerfile-shell-form',
  title: 'ENTRYPOINT and CMD as lists',
  level: 'hardened',
  severity: 'warning',
  why: 'The shell keeps the signal to stop to itself: the pod waits for its whole grace period and is killed, with what it was doing.',
  remedy: 'write a list, as `ENTRYPOINT ["node", "server.js"]`, or let the shell step aside with `exec`',
  knownAs: { hadolint: ['DL3025'] },
  checkDockerfile: (view) => {
    const instructions = finalInstructions(view);
    const [start] = ['ENTRYPOINT', 'CMD'].flatMap((keyword) => instructions.filter((each) => each.keyword === keyword).pop() ?? []);
    return start && !start.isExec && !/^exec\s/.test(start.text)
      ? [inInstruction(start, start.text, 'a shell starts it, and keeps the signals')]
      : NONE;
  },
};
