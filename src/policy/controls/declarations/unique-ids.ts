import { asObject, isAbsent } from '../../../formats/manifest/json';
import { PodView } from '../../../formats/manifest/pod';
import { DeclarationControl } from '../control';
import { atPod } from './declared';

export const uniqueIds: DeclarationControl = {
  id: 'unique-ids',
  title: 'RunAs.unique gives each workload an id of its own, which never changes',
  level: 'declarations',
  risk: 'broken',
  why: 'Two workloads with the same id can access each other\'s files. After the id of a workload changes, it cannot read its old files.',
  remedy: 'give `RunAs.unique` another seed',
  checkDeclarations: ({ idCollisions, hasIdWithoutSeed }, workload) => [
    ...idCollisions.map(({ id, seeds: [own, other] }) =>
      atPod(workload, `RunAs.unique derives the id ${id} from both "${other}" and "${own}"`, 'give one of them another seed')),
    ...hasIdWithoutSeed && workload.pods.some(hasPersistentVolume)
      ? [atPod(workload, 'RunAs.unique derives the id from the construct path, and the pod has a persistent volume: '
        + 'if you move the construct, the id changes and the pod cannot read its files', 'set a seed: `RunAs.unique({ seed: ... })`')]
      : [],
  ],
};

function hasPersistentVolume({ volumes, claimTemplates }: PodView): boolean {
  return claimTemplates.length > 0 || volumes.some((volume) => !isAbsent(asObject(volume).persistentVolumeClaim));
}
