import { isAbsent } from '../../formats/manifest/json';
import { ContainerView, PodView } from '../../formats/manifest/pod';
import { changesOwners } from '../controls/owner-changes';
import { Choices } from '../settings/choices';

/**
 * The init containers that hardening breaks. They change the owners of files, which only root with the capability CHOWN can do.
 *
 * @param before the pods before hardening
 */
export function brokenOwnerChanges(before: readonly PodView[], hardened: readonly PodView[]): readonly ContainerView[] {
  return hardened.flatMap((pod, index) => pod.containers.filter((container) => changesOwners(container)
    && container.effective('runAsNonRoot') === true && sameIn(before[index], container)?.effective('runAsNonRoot') !== true));
}

/** The broken init containers without a chosen user. If the author chose the user, it is a finding instead. */
export function ownerChangesWithoutUser(
  before: readonly PodView[], hardened: readonly PodView[], { identitySources: { pod, containers } }: Choices,
): readonly ContainerView[] {
  return brokenOwnerChanges(before, hardened).filter((container) => (containers[container.name] ?? pod) !== 'author'
    && before.every((each) => isAbsent(sameIn(each, container)?.effective('runAsUser'))));
}

function sameIn(pod: PodView, { list, name }: ContainerView): ContainerView | undefined {
  return pod.containers.find((each) => each.list === list && each.name === name);
}
