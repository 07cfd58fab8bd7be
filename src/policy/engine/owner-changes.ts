import { ContainerView, PodView } from '../../formats/manifest/pod';
import { changesOwners } from '../controls/owner-changes';
import { Settings } from '../settings/settings';

/**
 * The init containers that hardening breaks: they change the owners of files, and only root with the capability CHOWN may do that.
 *
 * @param before the pods of the author
 */
export function brokenOwnerChanges(before: readonly PodView[], hardened: readonly PodView[]): readonly ContainerView[] {
  return hardened.flatMap((pod, index) => pod.containers.filter((container) => {
    if (container.list !== 'initContainers' || container.effective('runAsNonRoot') !== true || !changesOwners(container)) {
      return false;
    }
    const own = before[index]?.containers.find(({ list, name }) => list === container.list && name === container.name);
    return own?.effective('runAsNonRoot') !== true;
  }));
}

/** Whether the user chose the user of a container, for it or for all. */
export function hasChosenUser({ name }: ContainerView, { identitySources: { pod, containers } }: Settings): boolean {
  return (containers[name] ?? pod) === 'author';
}
