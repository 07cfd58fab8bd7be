/*
 * No program in the image runs as another user than the one that starts it.
 *
 * Restricted fields: the modes of chmod, install and mkdir in RUN, and of COPY and ADD --chmod, in what makes the final image and
 *                    in its ONBUILD
 * Allowed values:    without setuid: none of 4000 in a number, no `+s` for the owner; any where a later chmod takes it from the same
 *                    files, or from all of them that `find` finds, or where they are removed
 *
 * Setgid alone is fine: on directories it only says which group new files get.
 */
import { DockerfileControl } from '../control';
import { permissionsLeft, SETUID_BIT } from './file-modes';

export const dockerfileSetuid: DockerfileControl = {
  id: 'dockerfile-setuid',
  title: 'No setuid bits',
  level: 'hardened',
  severity: 'warning',
  why: 'A program with the bit runs as its owner, mostly root, whoever starts it; in pods without privilege escalation it runs as nobody special and fails.',
  remedy: 'leave the bit out, or take it from all programs at the end, above the last USER: `RUN find / -xdev -perm -4000 -exec chmod u-s {} +`',
  checkDockerfile: (view) => permissionsLeft(view, SETUID_BIT),
};
