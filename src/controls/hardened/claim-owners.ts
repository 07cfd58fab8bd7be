/*
 * A claim whose ownership is to be taken belongs to the container's user before that starts.
 *
 * Restricted fields: spec.initContainers[*]
 * Allowed values:    an init container "writable-owner-<claim>" for each such claim
 *
 * That it runs as root is told by the controls that forbid it, and waived for it alone.
 */
import { isObject } from '../../manifest/json';
import { ContainerView, PodView } from '../../manifest/pod';
import { always, at, everyContainer, NONE, PodControl } from '../control';
import { ownerContainer } from '../owner-container';
import { Policy, ScratchPath } from '../policy';
import { ownerName, scratchOf } from '../scratch';

export const claimOwners: PodControl = {
  id: 'claim-owners',
  title: 'Claims that the container\'s user owns',
  level: 'hardened',
  severity: 'error',
  why: 'Storage that ignores fsGroup belongs to root at first, so the application cannot write it.',
  remedy: 'say the uid, as `RunAs.user(...)` does: the init container that gives the claim to it is then made',
  knownAs: {},
  checks: always(everyContainer((container, policy) => takesOwnership(policy) ? claimsToTake(container, policy)
    .filter(({ claim }) => !hasOwner(container.pod, claim!.name))
    .map(({ path, claim }) => ({
      ...at(container.pod, ['initContainers'], `no init container "${ownerName(claim!.name)}" gives the claim at "${path}" to the container's user`),
      container: container.name,
      pin: path,
    })) : NONE)),
  fix: (pod, policy) => {
    if (takesOwnership(policy)) {
      pod.prepend(pod.containers.flatMap((container) => claimsToTake(container, policy)
        .filter(({ claim }) => !hasOwner(pod, claim!.name))
        .map((scratch) => ownerContainer(container, scratch))
        .filter(isObject)));
    }
  },
};

function takesOwnership({ scratch }: Policy): boolean {
  return scratch.some(({ claim }) => claim?.ownership);
}

function claimsToTake(container: ContainerView, policy: Policy): readonly ScratchPath[] {
  return scratchOf(policy, container).filter(({ claim }) => claim?.ownership);
}

function hasOwner(pod: PodView, claim: string): boolean {
  return pod.containers.some(({ list, name }) => list === 'initContainers' && name === ownerName(claim));
}
