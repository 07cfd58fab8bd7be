/*
 * The image's user is a number.
 *
 * Restricted fields: the last USER of the last stage, or of a stage that it is built on; the last one in ONBUILD
 * Allowed values:    a number, with whatever group; root, none, and what depends on a variable without a default are other controls'
 *                    business
 *
 * A kubelet does not look into the image for what a name means.
 * Source: https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kuberuntime/security_context_others.go (verifyRunAsNonRoot)
 */
import { isUserName, uidsOf, usersOf } from '../../dockerfile/model/users';
import { DockerfileControl } from '../control';
import { inInstruction } from './violations';

export const dockerfileUserName: DockerfileControl = {
  id: 'dockerfile-user-name',
  title: 'A USER that is a number',
  level: 'hardened',
  severity: 'error',
  why: 'A kubelet cannot tell whether a name is root, and under `runAsNonRoot` does not start the image unless the pod gives a uid.',
  remedy: 'write the number that the name has in the image, as `USER 10001`; where the file makes the user, give it one: `useradd -u 10001`',
  checkDockerfile: (view) => {
    const uidOf = uidsOf(view);
    return usersOf(view).filter(({ user }) => isUserName(user) && uidOf(user) !== 0).map(({ instruction, user }) => {
      const uid = uidOf(user);
      const found = (number: string) => inInstruction(instruction, instruction.words[0], `it is a name, and a kubelet wants ${number}`);
      return uid === undefined ? found('a number') : { ...found(`its number, ${uid}`), remedy: `write \`USER ${uid}\`` };
    });
  },
};
