import { holdingMount } from '../manifest/holding-mount';
import { emptyDirOf, mountsOf } from '../manifest/mounts';
import { ContainerView } from '../manifest/pod';

/**
 * Whether a path, in normal form, lies in an emptyDir that holds nothing when the container starts for the first time: no other
 * container mounts it. In a part of a pod an operator may add others.
 */
export function liesInEmptyVolume(container: ContainerView, path: string): boolean {
  const { pod } = container;
  const volume = pod.part || container.isEphemeral ? undefined : holdingMount(mountsOf(container), path)?.volume;
  return volume !== undefined && emptyDirOf(volume) !== undefined
    && !pod.containers.some((other) => other.json !== container.json && mountsOf(other).some((mount) => mount.volume === volume));
}
