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
import { isPersistent, PersistentPath } from '../../settings/paths';
import { Settings } from '../../settings/settings';
import { ownerName, pathsOf } from '../../writable-paths/container-paths';
import { ownerContainer } from '../../writable-paths/owner-container';
import { always, at, everyContainer, NONE, PodControl } from '../control';

export const claimOwners: PodControl = {
  id: 'claim-owners',
  title: 'Claims that the container\'s user owns',
  level: 'hardened',
  severity: 'error',
  why: 'Storage that ignores fsGroup belongs to root at first, so the application cannot write it.',
  remedy: 'say the uid, as `RunAs.user(...)` does: the init container that gives the claim to it is then made',
  knownAs: {},
  checks: always(everyContainer((container, settings) => takesOwnership(settings) ? claimsToTake(container, settings)
    .filter(({ claim }) => !hasOwner(container.pod, claim.name))
    .map(({ path, claim }) => ({
      ...at(container.pod, ['initContainers'], `no init container "${ownerName(claim.name)}" gives the claim at "${path}" to the container's user`),
      container: container.name,
      allowKey: path,
    })) : NONE)),
  fix: (pod, settings) => {
    if (takesOwnership(settings)) {
      pod.prepend(pod.containers.flatMap((container) => claimsToTake(container, settings)
        .filter(({ claim }) => !hasOwner(pod, claim.name))
        .map((declared) => ownerContainer(container, declared))
        .filter(isObject)));
    }
  },
};

function takesOwnership({ writablePaths }: Settings): boolean {
  return writablePaths.some((path) => isPersistent(path) && path.claim.ownership);
}

function claimsToTake(container: ContainerView, settings: Settings): readonly PersistentPath[] {
  return pathsOf(settings, container).filter(isPersistent).filter(({ claim }) => claim.ownership);
}

function hasOwner(pod: PodView, claim: string): boolean {
  return pod.containers.some(({ list, name }) => list === 'initContainers' && name === ownerName(claim));
}
