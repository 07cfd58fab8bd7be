import { ofStartedContainers } from '../specification';
import { everyBuiltImage } from './built-images';
import { holdingMount } from '../../../formats/manifest/holding-mount';
import { mountsOf } from '../../../formats/manifest/mounts';
import { ContainerView } from '../../../formats/manifest/pod';
import { BuiltImage } from '../../settings/images';
import { OF_DOCKERFILE } from '../admission';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { at } from '../violations';

export const dockerfileWritablePaths: PodControl = {
  id: 'dockerfile-writable-paths',
  title: 'The directories that the Dockerfile creates for writing',
  level: 'hardened',
  risk: 'low',
  why: 'With a read-only root filesystem, the program cannot write to a directory that the Dockerfile created for its data.',
  remedy: 'mount an emptyDir at the directory',
  remedyInCode: {
    hardened: 'declare the directory: `writablePaths: [WritablePath.fromEmptyDir(path)]`, or '
    + '`WritablePath.fromImage(path)` if it contains files',
  },
  spec: {
    rules: [{
      fields: [ofStartedContainers('volumeMounts[*], if the container\'s Dockerfile is known, under a read-only root filesystem')],
      allowed: 'a mount that is not read-only at or above each directory that a RUN makes writable and that no file is copied into: a '
        + 'directory that RUN gives to the user of USER, with `chown` or `install -d -o`, or to any non-root user if the image starts as '
        + 'root; and a directory with a mode such as 777 or 1777, from `chmod`, `mkdir -m` or `install -d -m`',
    }],
    notes: ['A directory with copied files usually contains the program. The control dockerfile-volumes reports a VOLUME.'],
  },
  admission: OF_DOCKERFILE,
  reads: {},
  checks: always(everyBuiltImage(undeclaredPaths)),
};

function undeclaredPaths(container: ContainerView, image: BuiltImage): Found {
  const { source, emptyPaths, emptyPathLines = {}, ownedPaths, volumes, user } = image;
  if (container.securityContext.readOnlyRootFilesystem !== true) {
    return undefined;
  }
  const mounts = mountsOf(container);
  const paths = emptyPaths.filter((path) => !volumes.includes(path) && !holdingMount(mounts, path)?.writable);
  // A report may print only the first of several warnings, so each names all paths.
  const remedy = `mount an emptyDir at ${paths.map((path) => `"${path}"`).join(', ')}`;
  const hardened = 'declare what the program writes: `writablePaths: '
    + `[${paths.map((path) => `WritablePath.fromEmptyDir('${path}')`).join(', ')}]\``;
  const placeText = (path: string) => Object.hasOwn(emptyPathLines, path) ? `line ${emptyPathLines[path]} of ${source}` : source;
  const owner = user === undefined ? 'USER' : `USER ${user}`;
  const makingOf = (path: string) => ownedPaths.includes(path)
    ? `gives to its ${owner}`
    : 'makes to be written by another user, or by everyone';
  return paths.map((path) => ({
    ...at(container, ['volumeMounts'], `has no writable mount at "${path}", which ${placeText(path)} ${makingOf(path)}`, remedy),
    remedyInCode: { hardened },
    allowKey: path,
  }));
}
