import { DockerfileControl } from '../control';
import { permissionsLeft, SETUID_BIT } from './file-modes';

export const dockerfileSetuid: DockerfileControl = {
  id: 'dockerfile-setuid',
  title: 'No setuid bits',
  level: 'hardened',
  risk: 'medium',
  why: 'A program with the bit runs as its owner, usually root, for every user; in a pod without privilege escalation it runs as the '
    + 'normal user and fails.',
  remedy: 'do not set the bit, or remove it from all programs before the last USER: `RUN find / -xdev -perm -4000 -exec chmod u-s {} +`',
  spec: {
    rules: [{
      fields: ['the modes of chmod, install and mkdir in RUN, and of COPY and ADD --chmod, in '
        + 'the instructions of the final image and in its ONBUILD'],
      allowed: 'no setuid: no 4000 in a number, no `+s` for the owner; anything if a later chmod removes it from the same files, or '
        + 'from all files that `find` finds, or if the files are removed',
    }],
    notes: ['Setgid alone is accepted: on directories it only sets the group of new files.'],
  },
  checkDockerfile: (view) => permissionsLeft(view, SETUID_BIT),
};
