import { isHelper } from './container-paths';
import { seedsDirectory } from './seed-container';
import { holdingMount } from '../manifest/holding-mount';
import { asObject } from '../manifest/json';
import { emptyDirOf, Mount, mountsOf } from '../manifest/mounts';
import { ContainerView } from '../manifest/pod';

/**
 * Whether a path, in normal form, lies in an emptyDir that holds nothing when the container starts for the first time: no other
 * container mounts it. In a part of a pod an operator may add others.
 */
export function liesInEmptyVolume(container: ContainerView, path: string): boolean {
  const { pod } = container;
  const mount = pod.part || container.isEphemeral ? undefined : holdingMount(mountsOf(container), path);
  return mount?.volume !== undefined && emptyDirOf(mount.volume) !== undefined
    && !pod.containers.some((other) => other.json !== container.json && mayFill(other, mount));
}

/** A seed fills nothing but the directories that it is told to. */
function mayFill(other: ContainerView, mount: Mount): boolean {
  const seeds = isHelper(other) ? seedsDirectory(other, mount) : undefined;
  return seeds ?? other.volumeMounts.some((json) => asObject(json).name === mount.json.name);
}
