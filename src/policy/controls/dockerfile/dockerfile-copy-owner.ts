import { inInstruction } from './violations';
import { isUnknown } from '../../../formats/dockerfile/model/dockerfile';
import { CopiedFiles, copiesOf, OwnedPath, ownedPathsOf, volumesOf } from '../../../formats/dockerfile/model/image';
import { uidsOf, userOf } from '../../../formats/dockerfile/model/users';
import { isIn } from '../../../formats/manifest/paths';
import { DockerfileControl } from '../control';

export const dockerfileCopyOwner: DockerfileControl = {
  id: 'dockerfile-copy-owner',
  title: 'Files in writable directories belong to the application\'s user',
  level: 'hardened',
  risk: 'low',
  why: 'The files belong to root, and an application that changes them gets "permission denied".',
  remedy: 'write `--chown=` with the user of USER, or copy the files to a place that is only read',
  spec: {
    rules: [{
      fields: ['COPY and ADD without --chown in the instructions of the final image, if its last USER is known not to be root'],
      allowed: 'a destination that is neither at nor below a VOLUME, nor at or below a directory that an earlier RUN gives to a non-root '
        + 'user with `chown` or `install -d -o`; any destination if a later RUN gives the files to such a user',
    }],
    notes: ['COPY creates files as root, regardless of USER. This is right for programs, so the control checks only directories that the '
      + 'Dockerfile makes writable.'],
  },
  checkDockerfile: (view) => {
    const user = userOf(view)?.user;
    const uidOf = uidsOf(view);
    if (user === undefined || uidOf(user) === 0 || isUnknown(user)) {
      return [];
    }
    const volumes = volumesOf(view);
    const owned = ownedPathsOf(view).filter(({ owner }) => uidOf(owner) !== 0);
    return copiesOf(view).filter((copy) => !copy.instruction.flags.has('chown') && !isGivenAway(copy, owned)).flatMap((copy) => {
      const volume = volumes.find(({ path }) => isIn(copy.path, path));
      const given = owned.find(({ path }) => isIn(copy.path, path));
      const reason = volume
        ? `"${volume.path}" is a VOLUME`
        : given && `line ${given.instruction.line} gives "${given.path}" to ${given.owner}`;
      return reason ? [inInstruction(copy.instruction, copy.instruction.text, `the files belong to root, and ${reason}`, copy.path)] : [];
    });
  },
};

function isGivenAway({ path, instruction }: CopiedFiles, owned: readonly OwnedPath[]): boolean {
  return owned.some((given) => given.instruction.index > instruction.index && isIn(path, given.path));
}
