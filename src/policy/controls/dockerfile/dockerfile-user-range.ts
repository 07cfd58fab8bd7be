import { inInstruction } from './violations';
import { usersOf } from '../../../formats/dockerfile/model/users';
import { idOf, isIdInRange } from '../../../formats/manifest/ids';
import { MAX_ID } from '../../../formats/manifest/schema/shape';
import { DockerfileControl } from '../control';

export const dockerfileUserRange: DockerfileControl = {
  id: 'dockerfile-user-range',
  title: 'A USER within the range of ids',
  level: 'hardened',
  risk: 'broken',
  why: 'In older versions of containerd, such a number overflows and can become 0 despite `runAsNonRoot` (CVE-2024-40635, CVE-2026-46680). '
    + 'Newer versions do not start the container.',
  remedy: 'write a uid and a gid between 1 and 65535, such as `USER 10001:10001`',
  spec: {
    os: 'linux',
    rules: [{
      fields: ['the last USER of the last stage, or of a stage that it is built on, with its group; the last one in ONBUILD'],
      allowed: '0 to 2147483647, and names',
    }],
    notes: ['In containerd before 1.6.38, 1.7.27 and 2.0.4, larger numbers overflow: 4294967296 becomes 0, but the kubelet compares the '
      + 'original number when it verifies `runAsNonRoot`. Later versions read a number outside 32 bits as a name, which the image\'s '
      + '/etc/passwd may give uid 0 (CVE-2026-46680), or do not start the container.'],
    sources: ['https://github.com/containerd/containerd/security/advisories/GHSA-265r-hfxg-fhmg (CVE-2024-40635)'],
  },
  checkDockerfile: (view) => usersOf(view).flatMap(({ instruction, user, group }) => {
    const outside = [user, group].filter((text) => !isIdInRange(idOf(text) ?? 0));
    return outside.length === 0
      ? []
      : [inInstruction(instruction, instruction.words[0], `not between 0 and ${MAX_ID}: ${outside.join(', ')}`)];
  }),
};
