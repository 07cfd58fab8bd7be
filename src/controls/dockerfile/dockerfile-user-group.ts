/*
 * The image's program is not in root's group.
 *
 * Restricted fields: the group of the last USER of the last stage, or of a stage that it is built on; of the last one in ONBUILD
 * Allowed values:    any but 0 and root; none, since the group is then the user's own one in the image; any where the user is root, whom
 *                    the control dockerfile-user-root reports
 *
 * A warning, although the control group-id is an error in pods: images for OpenShift and those on UBI are made for group 0, and only the
 * pod says on which platform they run.
 * Source: https://docs.redhat.com/en/documentation/openshift_container_platform/4.19/html/images/creating-images (support arbitrary user
 * ids)
 */
import { uidsOf, usersOf } from '../../dockerfile/model/users';
import { idOf } from '../../manifest/ids';
import { DockerfileControl } from '../control';
import { inInstruction, ofTrigger } from './violations';

export const dockerfileUserGroup: DockerfileControl = {
  id: 'dockerfile-user-group',
  title: 'A USER outside of root\'s group',
  level: 'hardened',
  severity: 'warning',
  why: 'The program may read and write what the image leaves open to root\'s group, and no files of its own tell it from other such programs.',
  remedy: 'write a group of its own, as `USER 10001:10001`; where the files are made for group 0, as OpenShift wants it (`chgrp -R 0`, `chmod -R g=u`), '
    + 'write the uid alone and accept this, or set `runAsGroup` in the pods that run elsewhere',
  checkDockerfile: (view) => {
    const uidOf = uidsOf(view);
    return usersOf(view).filter(({ user, group }) => uidOf(user) !== 0 && (group === 'root' || idOf(group) === 0))
      .map(({ instruction }) => inInstruction(instruction, instruction.words[0], `the program${ofTrigger(instruction)} is in group 0`));
  },
};
