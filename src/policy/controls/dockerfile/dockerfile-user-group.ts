import { inInstruction, ofTrigger } from './violations';
import { uidsOf, usersOf } from '../../../formats/dockerfile/model/users';
import { idOf } from '../../../formats/manifest/ids';
import { DockerfileControl } from '../control';

export const dockerfileUserGroup: DockerfileControl = {
  id: 'dockerfile-user-group',
  title: 'A USER outside root\'s group',
  level: 'hardened',
  risk: 'low',
  why: 'The program can access all files of the image that the group root can access, and shares its group with other such programs.',
  remedy: 'write a separate group, such as `USER 10001:10001`; if the files need group 0, as on OpenShift (`chgrp -R 0`, `chmod -R g=u`), '
    + 'write only the uid and waive this finding, or set `runAsGroup` in pods on other platforms',
  spec: {
    os: 'linux',
    rules: [{
      fields: ['the group of the last USER of the last stage, or of a stage that it is built on; of the last one in ONBUILD'],
      allowed: 'any group except 0 and root; no group, which means the user\'s group in the image; any group if the user is root, which '
        + 'dockerfile-user-root reports',
    }],
    notes: ['This is a warning, although the control group-id is an error in pods: images for OpenShift and images based on UBI use group '
      + '0, and only the pod shows the platform.'],
    sources: ['https://docs.redhat.com/en/documentation/openshift_container_platform/4.19/html/images/creating-images (support arbitrary user ids)'],
  },
  checkDockerfile: (view) => {
    const uidOf = uidsOf(view);
    return usersOf(view).filter(({ user, group }) => uidOf(user) !== 0 && (group === 'root' || idOf(group) === 0))
      .map(({ instruction }) => inInstruction(instruction, instruction.words[0], `the program${ofTrigger(instruction)} is in group 0`));
  },
};
