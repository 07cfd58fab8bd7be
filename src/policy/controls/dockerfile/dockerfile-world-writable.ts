import { DockerfileControl } from '../control';
import { permissionsLeft, WRITE_FOR_ALL } from './file-modes';

export const dockerfileWorldWritable: DockerfileControl = {
  id: 'dockerfile-world-writable',
  title: 'No world-writable files',
  level: 'hardened',
  risk: 'medium',
  why: 'Every user in the container can replace programs and settings, regardless of `runAsUser`.',
  remedy: 'give the files to the user or group that writes them: `chown 10001:0`, `chmod g=u`',
  spec: {
    rules: [{
      fields: ['the modes of chmod, install and mkdir in RUN, and of COPY and ADD --chmod, in '
        + 'the instructions of the final image and in its ONBUILD'],
      allowed: 'no write permission for others: a number whose last digit is not 2, 3, 6 or 7, no `o+w` or `a+w`; any mode with the sticky '
        + 'bit, such as 1777; any mode if a later chmod removes the permission from the same files, or from all files that `find` finds, '
        + 'or if the files are removed',
    }],
  },
  checkDockerfile: (view) => permissionsLeft(view, WRITE_FOR_ALL),
};
