import { testRoleControl } from './rbac';
import { rbacCreatePods } from '../../../../src/policy/controls/objects/rbac-create-pods';

testRoleControl(rbacCreatePods, {
  verbs: {
    '/pods': 'create update patch',
    '/replicationcontrollers': 'create update patch',
    'apps/deployments': 'create update patch',
    'apps/statefulsets': 'create update patch',
    'apps/daemonsets': 'create update patch',
    'apps/replicasets': 'create update patch',
    'batch/jobs': 'create update patch',
    'batch/cronjobs': 'create update patch',
  },
  unsafe: [
    { apiGroups: [''], resources: ['pods'], verbs: ['create'] },
    { apiGroups: ['apps'], resources: ['deployments'], verbs: ['patch'] },
    { apiGroups: ['batch'], resources: ['cronjobs'], verbs: ['update'] },
    { apiGroups: [''], resources: ['pods'], verbs: ['patch'], resourceNames: ['one'] },
  ],
  safe: [
    { apiGroups: [''], resources: ['pods'], verbs: ['get', 'delete'] },
    { apiGroups: ['apps'], resources: ['pods'], verbs: ['create'] },
    { apiGroups: ['apps'], resources: ['deployments/status'], verbs: ['patch'] },
  ],
});
