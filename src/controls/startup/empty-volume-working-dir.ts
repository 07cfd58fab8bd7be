/*
 * The directory that a container starts in is not one whose files an empty volume hides.
 *
 * Restricted fields: spec.{initContainers,containers}[*].workingDir
 * Allowed values:    any outside of emptyDirs that nobody else in the pod mounts, and so could fill; a seeded path is filled; in
 *                    /tmp and /var/tmp, where images keep nothing
 *
 * An application that only writes there is fine: then waive it.
 */
import { asString } from '../../manifest/json';
import { isIn, normalisePath } from '../../manifest/paths';
import { always, at, everyContainer, PodControl } from '../control';
import { liesInEmptyVolume } from '../empty-volumes';

const TEMPORARY = ['/tmp', '/var/tmp'];

export const emptyVolumeWorkingDir: PodControl = {
  id: 'empty-volume-working-dir',
  title: 'No working directory hidden by an empty volume',
  level: 'hardened',
  severity: 'warning',
  why: 'An emptyDir hides what the image has at its path, so an application that looks for its files in its working directory finds none.',
  remedy: 'mount the volume at the directories below that it writes, or seed the path: `WritablePath.seeded`',
  knownAs: {},
  checks: always(everyContainer((container) => {
    const directory = asString(container.json.workingDir);
    if (!directory || container.volumeMounts.length === 0) {
      return undefined;
    }
    const path = normalisePath(directory);
    return !TEMPORARY.some((temporary) => isIn(path, temporary)) && liesInEmptyVolume(container, path)
      ? at(container, ['workingDir'], 'an empty volume stands there')
      : undefined;
  })),
};
