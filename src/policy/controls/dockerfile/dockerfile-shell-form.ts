import { inInstruction, programsOf } from './violations';
import { DockerfileInstruction } from '../../../formats/dockerfile/model/dockerfile';
import { startCommandOf } from '../../../formats/dockerfile/model/start';
import { DockerfileControl } from '../control';

export const dockerfileShellForm: DockerfileControl = {
  id: 'dockerfile-shell-form',
  title: 'ENTRYPOINT and CMD as lists',
  level: 'hardened',
  risk: 'low',
  why: 'The shell does not forward the stop signal, so the kubelet waits for the whole grace period and then kills the program.',
  remedy: 'write a list, such as `ENTRYPOINT ["node", "server.js"]`, or start the program with `exec`',
  spec: {
    rules: [{
      fields: ['the last ENTRYPOINT and the last CMD of the final image'],
      allowed: 'a JSON list; a text that starts a program with exec, except for the CMD of an ENTRYPOINT; any CMD of an ENTRYPOINT that is '
        + 'a text, because it is ignored; a CMD in an earlier stage than ENTRYPOINT, which resets it',
    }],
    notes: ['`sh -c` runs a text: it does not forward SIGTERM, needs a shell in the image and, in ENTRYPOINT, takes no arguments.'],
  },
  checkDockerfile: (view) => {
    const { start, command } = startCommandOf(view);
    if (start && !start.isExec && !stepsAside(start)) {
      return [inInstruction(start, programsOf(start), 'a shell starts it, and does not forward signals')];
    }
    return command && command !== start && start?.isExec && !command.isExec
      ? [inInstruction(command, programsOf(command), 'ENTRYPOINT gets `/bin/sh -c` and this as its arguments')]
      : [];
  },
};

/** Whether the shell replaces itself with the program, so that the program gets the signals. */
function stepsAside({ commands }: DockerfileInstruction): boolean {
  return commands.some(([program, ...words]) => program === 'exec' && words.length > 0);
}
