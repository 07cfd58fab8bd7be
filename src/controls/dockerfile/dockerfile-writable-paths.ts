import { ofStartedContainers } from '../specification';
import { everyBuiltImage } from './built-images';
import { holdingMount } from '../../manifest/holding-mount';
import { mountsOf } from '../../manifest/mounts';
import { ContainerView } from '../../manifest/pod';
import { BuiltImage } from '../../settings/images';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { at } from '../violations';

export const dockerfileWritablePaths: PodControl = {
  id: 'dockerfile-writable-paths',
  title: 'The directories that the Dockerfile creates for writing',
  level: 'hardened',
  severity: 'warning',
  why: 'Under a read-only root filesystem the program cannot write in a directory that was created only for that.',
  remedy: 'mount an emptyDir at the directory',
  remedyInCode: 'declare the directory: `writablePaths: [WritablePath.emptyDir(path)]`, or `WritablePath.fromImage(path)` if it holds files',
  spec: {
    rules: [{
      fields: [ofStartedContainers('volumeMounts[*], if the container\'s Dockerfile is known, under a read-only root filesystem')],
      allowed: 'for every directory that a RUN gives to the user of USER, with `chown` or `install -d -o`, and that nothing is copied into, a mount at or above it that is not read-only',
    }],
    notes: ['A directory with copied files mostly holds the program. The control dockerfile-volumes reports a VOLUME.'],
  },
  checks: always(everyBuiltImage(undeclaredPaths)),
};

function undeclaredPaths(container: ContainerView, { source, emptyPaths, volumes, user }: BuiltImage): Found {
  if (container.securityContext.readOnlyRootFilesystem !== true) {
    return undefined;
  }
  const mounts = mountsOf(container);
  const paths = emptyPaths.filter((path) => !volumes.includes(path) && !holdingMount(mounts, path)?.writable);
  // A report may print only the first of several warnings, so each names all paths.
  const remedy = `mount an emptyDir at ${paths.map((path) => `"${path}"`).join(', ')}`;
  const remedyInCode = `declare what the program writes: \`writablePaths: [${paths.map((path) => `WritablePath.emptyDir('${path}')`).join(', ')}]\``;
  const owner = user === undefined ? 'USER' : `USER ${user}`;
  return paths.map((path) => ({
    ...at(container, ['volumeMounts'], `has no writable mount at "${path}", which ${source} gives to its ${owner}`, remedy),
    remedyInCode,
    allowKey: path,
  }));
}
