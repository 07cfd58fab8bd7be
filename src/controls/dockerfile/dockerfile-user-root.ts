/*
 * The image's program is not root.
 *
 * Restricted fields: the last USER of the last stage, or of a stage that it is built on; the last one in ONBUILD
 * Allowed values:    any but root, 0 and a name that useradd gives 0, with whatever group
 */
import { uidsOf, usersOf } from '../../dockerfile/model/users';
import { DockerfileControl } from '../control';
import { inInstruction, ofTrigger } from './violations';

export const dockerfileUserRoot: DockerfileControl = {
  id: 'dockerfile-user-root',
  title: 'A USER that is not root',
  level: 'hardened',
  severity: 'error',
  why: 'Whoever breaks into the program is root in the container, and under `runAsNonRoot` a kubelet does not start the image.',
  remedy: 'do what needs root above, and end the stage with the number of another user, as `USER 10001`',
  checkDockerfile: (view) => {
    const uidOf = uidsOf(view);
    return usersOf(view).filter(({ user }) => uidOf(user) === 0)
      .map(({ instruction }) => inInstruction(instruction, instruction.words[0], `the program${ofTrigger(instruction)} runs as root`));
  },
};
