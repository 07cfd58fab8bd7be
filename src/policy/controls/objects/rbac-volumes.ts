import { GOOD_PRACTICES, roleControl } from './role-control';

export const rbacVolumes = roleControl({
  id: 'rbac-volumes',
  title: 'No right to create persistent volumes',
  why: 'Whoever creates a PersistentVolume of the type hostPath reads and writes the files of a node, and Pod Security does not see it.',
  remedy: 'remove `create`; applications ask for storage by a PersistentVolumeClaim',
  remedyInCode: 'remove `allowCreate` of `ApiResource.PERSISTENT_VOLUMES`; applications ask for storage by a `PersistentVolumeClaim`',
  notes: ['A controller that provisions volumes needs it: waive it for its role.'],
  grants: [{ group: '', resources: ['persistentvolumes'], verbs: ['create'], isOfCluster: true }],
  sources: [`${GOOD_PRACTICES}#persistent-volume-creation`, 'https://www.cisecurity.org/benchmark/kubernetes (5.1.9)'],
});
