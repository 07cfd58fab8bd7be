/*
 * What a Dockerfile makes for its user to write can be written.
 *
 * Restricted fields: spec.{initContainers,containers}[*].volumeMounts[*], where the container's Dockerfile is known, under a read-only
 *                    root filesystem
 * Allowed values:    for every directory that a RUN gives to the user of USER, with `chown` or `install -d -o`, and that nothing is
 *                    copied into, a mount at or above it that is not read-only
 *
 * A directory with copied files in it mostly holds the program. One that is a VOLUME is the control dockerfile-volumes' business.
 */
import { holdingMount } from '../../manifest/holding-mount';
import { mountsOf } from '../../manifest/mounts';
import { ContainerView } from '../../manifest/pod';
import { BuiltImage } from '../../settings/images';
import { everyBuiltImage } from '../built-images';
import { always, at, NONE, PodControl, Violations } from '../control';

export const dockerfileWritablePaths: PodControl = {
  id: 'dockerfile-writable-paths',
  title: 'The directories that the Dockerfile makes for writing',
  level: 'hardened',
  severity: 'warning',
  why: 'Under a read-only root the program cannot write in a directory that was made for nothing else.',
  remedy: 'declare the directory: `writablePaths: [WritablePath.emptyDir(path)]`, or `WritablePath.fromImage(path)` where it holds files',
  knownAs: {},
  checks: always(everyBuiltImage(undeclaredPaths)),
};

function undeclaredPaths(container: ContainerView, { source, emptyPaths, volumes, user }: BuiltImage): Violations {
  if (container.securityContext.readOnlyRootFilesystem !== true) {
    return NONE;
  }
  const mounts = mountsOf(container);
  const paths = emptyPaths.filter((path) => !volumes.includes(path) && !holdingMount(mounts, path)?.writable);
  // Of warnings the first is told: it offers all.
  const remedy = `declare what the program writes: \`writablePaths: [${paths.map((path) => `WritablePath.emptyDir('${path}')`).join(', ')}]\``;
  const owner = user === undefined ? 'USER' : `USER ${user}`;
  return paths.map((path) => ({
    ...at(container, ['volumeMounts'], `has nothing writable at "${path}", which ${source} gives to its ${owner}`, remedy),
    allowKey: path,
  }));
}
