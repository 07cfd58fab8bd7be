/*
 * No user of the image may become root by its groups.
 *
 * Restricted fields: the groups that useradd, usermod, adduser, addgroup, gpasswd and groupmems put users into, in what makes the final
 *                    image and in its ONBUILD
 * Allowed values:    any but those whose members are, or may become, root: sudo, wheel, admin, docker, lxd, disk, shadow and their like
 *
 * root's own group is not among them: images for OpenShift put their user into it, and the control dockerfile-user-group looks at USER.
 */
import { readAccount } from '../../dockerfile/model/account-command';
import { DockerfileControl } from '../control';
import { inCommands } from './violations';

const ADMIN_GROUPS = new Set(['sudo', 'wheel', 'admin', 'docker', 'lxd', 'incus-admin', 'libvirt', 'disk', 'kmem', 'shadow']);

export const dockerfileAdminGroups: DockerfileControl = {
  id: 'dockerfile-admin-groups',
  title: 'No users in the groups of administrators',
  level: 'hardened',
  severity: 'warning',
  why: 'Members of these groups become root by sudo or su, by a runtime\'s socket, or by what they may read and write: so does whoever breaks into the program.',
  remedy: 'leave the group out: do what needs root when the image is built, above USER',
  checkDockerfile: (view) => inCommands(view, (command) => {
    const group = readAccount(command)?.groups.find((each) => ADMIN_GROUPS.has(each));
    return group === undefined ? undefined : `it puts a user into the group ${group}`;
  }),
};
