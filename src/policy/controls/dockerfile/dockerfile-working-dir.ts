import { inInstruction } from './violations';
import { imagePath } from '../../../formats/dockerfile/model/dockerfile';
import { DockerfileControl } from '../control';
import { ESCAPING_DIRECTORY } from '../working-directories';

export const dockerfileWorkingDir: DockerfileControl = {
  id: 'dockerfile-working-dir',
  title: 'No WORKDIR below an open file descriptor',
  level: 'hardened',
  risk: 'high',
  why: 'With runc before 1.1.12, RUN and every container of the image start in a directory of the host, and can read and write its files '
    + '(CVE-2024-21626).',
  remedy: 'write a directory of the image, such as `WORKDIR /app`',
  spec: {
    rules: [{
      fields: ['WORKDIR, in every stage and in ONBUILD'],
      allowed: 'a path that is not in /proc/*/fd, /proc/*/cwd, /proc/*/root or /dev/fd',
    }],
    notes: ['The control working-dir reports the same in pods.'],
    sources: ['https://github.com/opencontainers/runc/security/advisories/GHSA-xr7r-f8xq-vfvv (CVE-2024-21626)'],
  },
  checkDockerfile: ({ instructions }) => instructions.filter(({ keyword }) => keyword === 'WORKDIR').flatMap((instruction) => {
    const path = imagePath(instruction.words[0] ?? '$', instruction.workdir);
    return path !== undefined && ESCAPING_DIRECTORY.test(path)
      ? [inInstruction(instruction, instruction.text, 'it is a directory that a process has open')]
      : [];
  }),
};
