import { finalStage, outerBase } from '../../../formats/dockerfile/model/dockerfile';
import { isUserName, uidsOf, usersOf } from '../../../formats/dockerfile/model/users';
import { DockerfileControl } from '../control';
import { inheritedUser } from './base-user';
import { inInstruction } from './violations';

export const dockerfileUserName: DockerfileControl = {
  id: 'dockerfile-user-name',
  title: 'A USER that is a number',
  level: 'hardened',
  risk: 'broken',
  why: 'The kubelet cannot verify that a user name is not root. With `runAsNonRoot`, it does not start the image unless the pod sets a '
    + 'uid.',
  remedy: 'write the uid of the user, such as `USER 10001`; if the file creates the user, set its uid: `useradd -u 10001`',
  spec: {
    os: 'linux',
    rules: [{
      fields: ['the last USER of the last stage, of a stage that it is built on, or of a known base image; the last one in ONBUILD'],
      allowed: 'a number, with any group; other controls report root, no user, and users that depend on a variable without a default',
    }],
    sources: ['https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kuberuntime/security_context_others.go (verifyRunAsNonRoot)'],
  },
  checkDockerfile: (view) => {
    if (inheritedUser(view) === 'name') {
      const detail = `the USER of ${outerBase(view)} is a name, but the kubelet needs a number`;
      return [{ path: ['instructions', finalStage(view).from.index], value: undefined, detail }];
    }
    const uidOf = uidsOf(view);
    return usersOf(view).filter(({ user }) => isUserName(user) && uidOf(user) !== 0).map(({ instruction, user }) => {
      const uid = uidOf(user);
      const found = (number: string) => inInstruction(instruction, instruction.words[0], `it is a name, but the kubelet needs ${number}`);
      return uid === undefined ? found('a number') : { ...found(`its number, ${uid}`), remedy: `write \`USER ${uid}\`` };
    });
  },
};
