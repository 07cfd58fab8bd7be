import { inInstruction, ofTrigger } from './violations';
import { uidsOf, usersOf } from '../../../formats/dockerfile/model/users';
import { idOf } from '../../../formats/manifest/ids';
import { DockerfileControl } from '../control';

export const dockerfileUserGroup: DockerfileControl = {
  id: 'dockerfile-user-group',
  title: 'A USER outside root\'s group',
  level: 'hardened',
  risk: 'low',
  why: 'The program may read and write what the image leaves open to root\'s group, and no '
    + 'files of its own distinguish it from other such programs.',
  remedy: 'write a separate group, such as `USER 10001:10001`; if the files are made for group 0, as OpenShift requires (`chgrp -R 0`, '
    + '`chmod -R g=u`), write only the uid and accept this, or set `runAsGroup` in the pods that run elsewhere',
  spec: {
    os: 'linux',
    rules: [{
      fields: ['the group of the last USER of the last stage, or of a stage that it is built on; of the last one in ONBUILD'],
      allowed: 'anything but 0 and root; none, which means the user\'s own group in the image; '
        + 'anything if the user is root, which dockerfile-user-root reports',
    }],
    notes: ['A warning, although the control group-id is an error in pods: images for OpenShift and those based on UBI are made '
      + 'for group 0, and only the pod shows on which platform they run.'],
    sources: ['https://docs.redhat.com/en/documentation/openshift_container_platform/4.19/html/images/creating-images (support arbitrary user ids)'],
  },
  checkDockerfile: (view) => {
    const uidOf = uidsOf(view);
    return usersOf(view).filter(({ user, group }) => uidOf(user) !== 0 && (group === 'root' || idOf(group) === 0))
      .map(({ instruction }) => inInstruction(instruction, instruction.words[0], `the program${ofTrigger(instruction)} is in group 0`));
  },
};
