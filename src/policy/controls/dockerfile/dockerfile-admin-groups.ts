import { readAccount } from '../../../formats/dockerfile/model/account-command';
import { DockerfileControl } from '../control';
import { inCommands } from './violations';

const ADMIN_GROUPS = new Set(['sudo', 'wheel', 'admin', 'docker', 'lxd', 'incus-admin', 'libvirt', 'disk', 'kmem', 'shadow']);

export const dockerfileAdminGroups: DockerfileControl = {
  id: 'dockerfile-admin-groups',
  title: 'No users in administrator groups',
  level: 'hardened',
  risk: 'medium',
  why: 'Members of these groups, and an attacker who compromises the program, can become root through sudo, su, the socket of a container '
    + 'runtime, or files that the group can write.',
  remedy: 'remove the group: run the steps that need root during the build, before USER',
  spec: {
    rules: [{
      fields: ['the groups to which useradd, usermod, adduser, addgroup, gpasswd and groupmems add '
        + 'users, in the instructions of the final image and in its ONBUILD'],
      allowed: `any but ${[...ADMIN_GROUPS].join(', ')}`,
    }],
    notes: ['The group root is not in the list, because images for OpenShift put their user into it. The control dockerfile-user-group '
      + 'checks USER.'],
  },
  checkDockerfile: (view) => inCommands(view, (command) => {
    const { name = '', groups = [] } = readAccount(command) ?? {};
    const group = groups.find((each) => ADMIN_GROUPS.has(each));
    return group === undefined ? undefined : {
      text: `${command[0]} ${name}`.trimEnd(),
      detail: `it adds a user to the group ${group}`,
      allowKey: `${group}: ${name}`,
    };
  }),
};
