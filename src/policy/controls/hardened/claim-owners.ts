import { groupBy } from '../../../formats/manifest/group-by';
import { isObject } from '../../../formats/manifest/json';
import { ContainerView, PodView } from '../../../formats/manifest/pod';
import { ownerName, pathsOf } from '../../../knowledge/writable-paths/container-paths';
import { isPersistent, PersistentPath } from '../../../knowledge/writable-paths/declared-path';
import { ownerContainer } from '../../../knowledge/writable-paths/owner-container';
import { Choices } from '../../settings/choices';
import { DECLARED } from '../admission';
import { always, PodControl } from '../control';
import { at, everyContainer } from '../violations';

export const claimOwners: PodControl = {
  id: 'claim-owners',
  title: 'PersistentVolumeClaims that belong to the container\'s user',
  level: 'hardened',
  risk: 'broken',
  why: 'A new volume that ignores fsGroup belongs to root, so the application cannot write to it.',
  remedy: 'write `runAsUser` for the container, so that an init container can change the owner of the volume',
  remedyInCode: {
    hardened: 'set `runAs: RunAs.user(...)`, so that an init container that changes the owner of the volume can be added',
    plain: 'set `user` for the container, so that an init container can change the owner of the volume',
  },
  spec: {
    rules: [{
      fields: ['spec.initContainers[*]'],
      allowed: 'an init container writable-owner-<claim> for each PersistentVolumeClaim with `takeOwnership`',
    }],
    notes: ['The init container runs as root. The controls that forbid root report it, and are waived only for this container.'],
  },
  admission: DECLARED,
  reads: {},
  checks: always(everyContainer((container, context) => claimsToTake(container, context.choices)
    .map(({ path, claim }) => ({
      ...at(container.pod, ['initContainers'], `no init container "${ownerName(claim.name)}" changes the owner of `
        + `the volume at "${path}" to the container's user`),
      container: container.name,
      allowKey: path,
    })))),
  after: ['user-id', 'group-id', 'fs-group', 'writable-paths', 'seeded-paths'],
  isRequested: true,
  fix: (pod, context) => {
    const owners = pod.containers.flatMap((container) =>
      claimsToTake(container, context.choices).map((declared) => ownerContainer(container, declared)).filter(isObject));
    // Two paths in one claim need only one init container, and give it the same name.
    pod.prepend([...groupBy(owners, ({ name }) => name).values()].map(([first]) => first));
  },
};

/** The claims whose owner must become the container's user, and that no init container changes yet. */
function claimsToTake(container: ContainerView, choices: Choices): readonly PersistentPath[] {
  return pathsOf(choices, container).filter(isPersistent)
    .filter(({ claim }) => claim.ownership && !hasOwner(container.pod, claim.name));
}

function hasOwner(pod: PodView, claim: string): boolean {
  return pod.containers.some(({ list, name }) => list === 'initContainers' && name === ownerName(claim));
}
