import { isAbsent } from '../../../formats/manifest/json';
import { DeclarationControl } from '../control';
import { atPod } from './declared';

export const conflictingFsGroup: DeclarationControl = {
  id: 'conflicting-fs-group',
  title: 'All volumes of a pod can have its fsGroup',
  level: 'declarations',
  risk: 'broken',
  why: 'The fsGroup of a pod applies to all of its volumes: it would change the group of a volume that must keep its group.',
  remedy: 'set `groupOwnership: false` for all paths, or use two workloads',
  checkDeclarations: ({ fsGroupConflict }, workload) => {
    if (!fsGroupConflict) {
      return [];
    }
    const { forbiddenBy, neededBy } = fsGroupConflict;
    const isSet = workload.pods.some(({ securityContext }) => !isAbsent(securityContext.fsGroup));
    return [
      ...neededBy === undefined
        ? []
        : [atPod(workload, `path "${forbiddenBy}" disables the fsGroup of the pod, and path "${neededBy}" needs it`,
          'set `groupOwnership: false` for both paths, or use two workloads')],
      ...isSet
        ? [atPod(workload, `path "${forbiddenBy}" disables the fsGroup of the pod, and securityContext sets it`, 'remove one of the two')]
        : [],
    ];
  },
};
