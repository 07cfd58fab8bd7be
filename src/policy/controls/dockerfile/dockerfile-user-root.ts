import { uidsOf, usersOf } from '../../../formats/dockerfile/model/users';
import { DockerfileControl } from '../control';
import { inInstruction, ofTrigger, onWindows } from './violations';

export const dockerfileUserRoot: DockerfileControl = {
  id: 'dockerfile-user-root',
  title: 'A USER that is not root',
  level: 'hardened',
  risk: 'high',
  riskNote: 'Checkov rates every rule for Dockerfiles low. Unless someone overrides it, the program runs as root.',
  why: 'Whoever breaks into the program is root in the container, and under `runAsNonRoot` a kubelet does not start the image.',
  remedy: 'do what needs root earlier, and end the stage with the number of another user, such as `USER 10001`',
  spec: {
    rules: [{
      fields: ['the last USER of the last stage, or of a stage that it is built on; the last one in ONBUILD'],
      allowed: 'anything but root, 0 and a name that useradd gives uid 0, with any group; in '
        + 'an image for Windows anything but ContainerAdministrator',
    }],
    sources: ['https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kuberuntime/security_context_windows.go (ContainerAdministrator)'],
  },
  checkDockerfile: (view) => {
    const uidOf = uidsOf(view);
    return usersOf(view).filter(({ user }) => uidOf(user) === 0)
      .map(({ instruction }) => ({
        ...inInstruction(instruction, instruction.words[0], `the program${ofTrigger(instruction)} runs as root`), ...onWindows(view),
      }));
  },
};
