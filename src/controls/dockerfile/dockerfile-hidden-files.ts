/*
 * What a Dockerfile copies into the image can be seen in the pod.
 *
 * Restricted fields: spec.{initContainers,containers}[*].volumeMounts[*], where the container's Dockerfile is known
 * Allowed values:    any but an empty volume at or above a destination of COPY or ADD; a seeded one, and one that another container may
 *                    fill, is none; any at /tmp, where builds put what they throw away
 */
import { holdingMount } from '../../manifest/holding-mount';
import { mountsOf } from '../../manifest/mounts';
import { isIn } from '../../manifest/paths';
import { ContainerView } from '../../manifest/pod';
import { BuiltImage } from '../../settings/images';
import { liesInEmptyVolume } from '../../writable-paths/empty-volumes';
import { everyBuiltImage } from '../built-images';
import { always, at, NONE, PodControl, Violations } from '../control';

/** Every hardened workload has a volume there. */
const TEMPORARY = '/tmp';

export const dockerfileHiddenFiles: PodControl = {
  id: 'dockerfile-hidden-files',
  title: 'No empty volume over what the Dockerfile copies',
  level: 'hardened',
  severity: 'error',
  why: 'An empty volume hides what the image has at its path: the program finds none of the files, and may not even be there itself.',
  remedy: 'declare a directory below or beside the files, or bring them into the volume: `WritablePath.fromImage(path)`',
  knownAs: {},
  checks: always(everyBuiltImage(hiddenFiles)),
};

function hiddenFiles(container: ContainerView, { source, copiedPaths }: BuiltImage): Violations {
  if (container.volumeMounts.length === 0) {
    return NONE;
  }
  const hidden = copiedPaths.filter((path) => path !== '/' && !isIn(path, TEMPORARY) && liesInEmptyVolume(container, path));
  return hidden.map((path) => ({
    ...at(container, ['volumeMounts', holdingMount(mountsOf(container), path)!.index, 'mountPath'], `it hides "${path}", where ${source} puts files`),
    allowKey: path,
  }));
}
