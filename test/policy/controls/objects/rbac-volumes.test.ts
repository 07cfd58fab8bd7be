import { testOfCluster, testRoleControl } from './rbac';
import { rbacVolumes } from '../../../../src/policy/controls/objects/rbac-volumes';

testRoleControl(rbacVolumes, {
  verbs: { '/persistentvolumes': 'create' },
  unsafe: [{ apiGroups: [''], resources: ['persistentvolumes'], verbs: ['create'] }],
  safe: [{ apiGroups: [''], resources: ['persistentvolumes'], verbs: ['get', 'delete'] }, { apiGroups: [''], resources: ['persistentvolumeclaims'], verbs: ['create'] }],
});

testOfCluster(rbacVolumes, { apiGroups: [''], resources: ['persistentvolumes'], verbs: ['create'] });
