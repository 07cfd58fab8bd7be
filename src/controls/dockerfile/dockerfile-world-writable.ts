/*
 * Not everybody may write the image's files.
 *
 * Restricted fields: the modes of chmod, install and mkdir in RUN, and of COPY and ADD --chmod, in what makes the final image and
 *                    in its ONBUILD
 * Allowed values:    without write permission for others: a number whose last digit is none of 2, 3, 6 and 7, nothing like `o+w` or `a+w`;
 *                    with the sticky bit, as in 1777, any; any where a later chmod takes it from the same files, or from all of them
 *                    that `find` finds, or where they are removed
 */
import { DockerfileControl } from '../control';
import { permissionsLeft, WRITE_FOR_ALL } from './file-modes';

export const dockerfileWorldWritable: DockerfileControl = {
  id: 'dockerfile-world-writable',
  title: 'No files that everybody may write',
  level: 'hardened',
  severity: 'warning',
  why: 'Every user in the container, whatever the pod makes it run as, can put other programs and settings in their place.',
  remedy: 'give the files to the user or the group that writes them: `chown 10001:0`, `chmod g=u`',
  checkDockerfile: (view) => permissionsLeft(view, WRITE_FOR_ALL),
};
