/*
 * The program itself gets the signals, and no shell in front of it.
 *
 * Restricted fields: the last ENTRYPOINT and the last CMD of what makes the final image
 * Allowed values:    a list in JSON; a text that starts a program with exec, but for the CMD of an ENTRYPOINT; any CMD of an ENTRYPOINT
 *                    that is a text, since nobody reads it; a CMD in a stage below that of ENTRYPOINT, which takes it away
 *
 * A text is started by `sh -c`, which hands SIGTERM to nobody, needs a shell in the image and, in ENTRYPOINT, takes no arguments.
 */
import { DockerfileInstruction } from '../../dockerfile/model/dockerfile';
import { startOf } from '../../dockerfile/model/start';
import { DockerfileControl, NONE } from '../control';
import { inInstruction } from './violations';

export const dockerfileShellForm: DockerfileControl = {
  id: 'dockerfile-shell-form',
  title: 'ENTRYPOINT and CMD as lists',
  level: 'hardened',
  severity: 'warning',
  why: 'The shell keeps the signal to stop to itself: the pod waits for its whole grace period and is killed, with what it was doing.',
  remedy: 'write a list, as `ENTRYPOINT ["node", "server.js"]`, or let the shell step aside with `exec`',
  checkDockerfile: (view) => {
    const { start, command } = startOf(view);
    if (start && !start.isExec && !stepsAside(start)) {
      return [inInstruction(start, start.text, 'a shell starts it, and keeps the signals')];
    }
    return command && command !== start && start?.isExec && !command.isExec
      ? [inInstruction(command, command.text, 'ENTRYPOINT gets `/bin/sh -c` and this as its arguments')]
      : NONE;
  },
};

/** Whether its shell makes room for the program. */
function stepsAside({ commands }: DockerfileInstruction): boolean {
  return commands.some(([program, ...words]) => program === 'exec' && words.length > 0);
}
