import { ofStartedContainers } from '../specification';
import { everyBuiltImage } from './built-images';
import { holdingMount } from '../../../formats/manifest/holding-mount';
import { mountsOf } from '../../../formats/manifest/mounts';
import { isIn } from '../../../formats/manifest/paths';
import { ContainerView } from '../../../formats/manifest/pod';
import { liesInEmptyVolume } from '../../../knowledge/writable-paths/empty-volumes';
import { BuiltImage } from '../../settings/images';
import { OF_DOCKERFILE } from '../admission';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { at } from '../violations';

/** Every hardened workload has a volume at this path. */
const TEMPORARY = '/tmp';

export const dockerfileHiddenFiles: PodControl = {
  id: 'dockerfile-hidden-files',
  title: 'No empty volume over files that the Dockerfile copies',
  level: 'hardened',
  risk: 'broken',
  why: 'An empty volume hides the files of the image at its path, so the program is missing or does not find its files.',
  remedy: 'mount a directory below or next to the files instead',
  remedyInCode: {
    hardened: 'declare a directory below or next to the files, or copy them into '
    + 'the volume: `WritablePath.fromImage(path)`',
  },
  spec: {
    rules: [{
      fields: [ofStartedContainers('volumeMounts[*], if the container\'s Dockerfile is known')],
      allowed: 'no empty volume at or above a destination of COPY or ADD; a seeded volume, and one that another container may fill, is '
        + 'not empty; any volume at /tmp, where builds put temporary files',
    }],
  },
  admission: OF_DOCKERFILE,
  reads: {},
  checks: always(everyBuiltImage(hiddenFiles)),
};

function hiddenFiles(container: ContainerView, { source, copiedPaths }: BuiltImage): Found {
  if (container.volumeMounts.length === 0) {
    return undefined;
  }
  const hidden = copiedPaths.filter((path) => path !== '/' && !isIn(path, TEMPORARY) && liesInEmptyVolume(container, path));
  return hidden.map((path) => ({
    ...at(container, ['volumeMounts', holdingMount(mountsOf(container), path)!.index, 'mountPath'], `it hides "${path}", where `
      + `${source} puts files`),
    allowKey: path,
  }));
}
