/*
 * No volume stands where the kernel and the runtime mount their own.
 *
 * Restricted fields: spec.{initContainers,containers,ephemeralContainers}[*].volumeMounts[*].mountPath
 * Allowed values:    any but "/", and but /proc, /sys and /dev and what is below them; /dev/shm and what is below it is fine, and so is an
 *                    emptyDir of huge pages below /dev/hugepages
 *
 * An error: a volume at "/" replaces the whole image, so no program of it is left; runc refuses mounts in /proc; and what stands in /sys
 * or /dev is either the node's own, which opens the node, or hides what the container needs.
 */
import { asString } from '../../manifest/json';
import { emptyDirOf, Mount, mountsOf } from '../../manifest/mounts';
import { isIn } from '../../manifest/paths';
import { ContainerView } from '../../manifest/pod';
import { always, at, everyContainer, NONE, PodControl, Violations } from '../control';

const RESERVED = ['/proc', '/sys', '/dev'];

export const reservedMountPaths: PodControl = {
  id: 'reserved-mount-paths',
  title: 'No volumes over /, /proc, /sys and /dev',
  level: 'hardened',
  severity: 'error',
  why: 'Such a volume replaces the image, or the files by which the kernel and the runtime separate the container from the node.',
  remedy: 'mount it elsewhere: below /host for files of the node, and at the directories that the application uses for anything else',
  checks: always(everyContainer(reserved)),
};

function reserved(container: ContainerView): Violations {
  if (container.volumeMounts.length === 0) {
    return NONE;
  }
  return mountsOf(container).filter(isReserved).map(({ index, path, json }) =>
    at(container, ['volumeMounts', index, 'mountPath'], path === json.mountPath ? undefined : `it leads to "${path}"`));
}

function isReserved({ path, volume }: Mount): boolean {
  return path === '/' || (RESERVED.some((directory) => isIn(path, directory)) && !isIn(path, '/dev/shm')
    && !(isIn(path, '/dev/hugepages') && isOfHugePages(volume)));
}

function isOfHugePages(volume: Mount['volume']): boolean {
  const medium = asString(volume && emptyDirOf(volume)?.medium);
  return medium?.startsWith('HugePages') === true;
}
