import { isAbsent } from '../../formats/manifest/json';
import { ContainerView, PodView } from '../../formats/manifest/pod';
import { changesOwners } from '../controls/owner-changes';
import { Choices } from '../settings/choices';

/**
 * The init containers that hardening breaks: they change the owners of files, and only root with the capability CHOWN may do that.
 *
 * @param before the pods of the author
 */
export function brokenOwnerChanges(before: readonly PodView[], hardened: readonly PodView[]): readonly ContainerView[] {
  return hardened.flatMap((pod, index) => pod.containers.filter((container) =>
    container.list === 'initContainers' && container.effective('runAsNonRoot') === true && changesOwners(container)
    && sameIn(before[index], container)?.effective('runAsNonRoot') !== true));
}

/** Those of them that nobody chose a user for: neither their author, whose choice is a finding, nor an option. */
export function ownerChangesWithoutUser(
  before: readonly PodView[], hardened: readonly PodView[], { identitySources: { pod, containers } }: Choices,
): readonly ContainerView[] {
  return brokenOwnerChanges(before, hardened).filter((container) => (containers[container.name] ?? pod) !== 'author'
    && before.every((each) => isAbsent(sameIn(each, container)?.effective('runAsUser'))));
}

function sameIn(pod: PodView | undefined, { list, name }: ContainerView): ContainerView | undefined {
  return pod?.containers.find((each) => each.list === list && each.name === name);
}
