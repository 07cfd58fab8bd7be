import { readAccount } from '../../../formats/dockerfile/model/account-command';
import { DockerfileControl } from '../control';
import { inCommands } from './violations';

const ADMIN_GROUPS = new Set(['sudo', 'wheel', 'admin', 'docker', 'lxd', 'incus-admin', 'libvirt', 'disk', 'kmem', 'shadow']);

export const dockerfileAdminGroups: DockerfileControl = {
  id: 'dockerfile-admin-groups',
  title: 'No users in administrator groups',
  level: 'hardened',
  risk: 'medium',
  why: 'Members of these groups can become root through sudo or su, a runtime\'s socket, or files that they '
    + 'may read and write, and so can whoever breaks into the program.',
  remedy: 'leave the group out: do what needs root when the image is built, before USER',
  spec: {
    rules: [{
      fields: ['the groups to which useradd, usermod, adduser, addgroup, gpasswd and groupmems add '
        + 'users, in the instructions of the final image and in its ONBUILD'],
      allowed: `any but ${[...ADMIN_GROUPS].join(', ')}`,
    }],
    notes: ['root\'s own group is not among them, since images for OpenShift put their user '
      + 'into it. The control dockerfile-user-group checks USER.'],
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
