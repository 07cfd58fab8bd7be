import { isHelper } from './container-paths';
import { seedsDirectory } from './seed-container';
import { holdingMount } from '../../formats/manifest/holding-mount';
import { asObject } from '../../formats/manifest/json';
import { emptyDirOf, Mount, mountsOf } from '../../formats/manifest/mounts';
import { ContainerView } from '../../formats/manifest/pod';

/**
 * Whether a path in normal form is in an emptyDir that is empty when the container first starts, because no other container mounts it.
 * False for a pod that a custom resource describes only in part, because its operator may add containers.
 */
export function liesInEmptyVolume(container: ContainerView, path: string): boolean {
  const { pod } = container;
  const mount = pod.part || container.isEphemeral ? undefined : holdingMount(mountsOf(container), path);
  return mount?.volume !== undefined && emptyDirOf(mount.volume) !== undefined
    && !pod.containers.some((other) => other.json !== container.json && mayFill(other, mount));
}

/** Whether another container may fill a mounted volume. A seed only fills the directories in its arguments. */
function mayFill(other: ContainerView, mount: Mount): boolean {
  const seeds = isHelper(other) ? seedsDirectory(other, mount) : undefined;
  return seeds ?? other.volumeMounts.some((json) => asObject(json).name === mount.json.name);
}
