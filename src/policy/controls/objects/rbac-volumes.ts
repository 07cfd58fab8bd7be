import { GOOD_PRACTICES, roleControl } from './role-control';

export const rbacVolumes = roleControl({
  id: 'rbac-volumes',
  title: 'No right to create persistent volumes',
  why: 'A subject that can create PersistentVolumes of the type hostPath can read and write the files of nodes, and Pod Security does not '
    + 'check them.',
  remedy: 'remove `create`; applications request storage with a PersistentVolumeClaim',
  remedyInCode: 'remove `allowCreate` of `ApiResource.PERSISTENT_VOLUMES`; applications request storage with a `PersistentVolumeClaim`',
  notes: ['Waive it for the role of a controller that provisions volumes.'],
  grants: [{ group: '', resources: ['persistentvolumes'], verbs: ['create'], isOfCluster: true }],
  sources: [`${GOOD_PRACTICES}#persistent-volume-creation`, 'https://www.cisecurity.org/benchmark/kubernetes (5.1.9)'],
});
