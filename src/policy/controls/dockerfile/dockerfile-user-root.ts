import { uidsOf, usersOf } from '../../../formats/dockerfile/model/users';
import { DockerfileControl } from '../control';
import { inInstruction, ofTrigger, onWindows } from './violations';

export const dockerfileUserRoot: DockerfileControl = {
  id: 'dockerfile-user-root',
  title: 'A USER that is not root',
  level: 'hardened',
  risk: 'high',
  riskNote: 'Checkov rates every rule for Dockerfiles low. Unless someone overrides it, the program runs as root.',
  why: 'An attacker who compromises the program is root in the container, and with `runAsNonRoot` the kubelet does not start the image.',
  remedy: 'run the steps that need root earlier, and end the stage with the uid of another user, such as `USER 10001`',
  spec: {
    rules: [{
      fields: ['the last USER of the last stage, or of a stage that it is built on; the last one in ONBUILD'],
      allowed: 'any user except root, 0 and a name to which useradd gives uid 0, with any group; in an image for Windows, any user except '
        + 'ContainerAdministrator',
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
