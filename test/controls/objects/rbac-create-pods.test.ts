import { testRoleControl } from './rbac';
import { rbacCreatePods } from '../../../src/controls/objects/rbac-create-pods';

testRoleControl(rbacCreatePods, {
  unsafe: [
    { apiGroups: [''], resources: ['pods'], verbs: ['create'] },
    { apiGroups: ['apps'], resources: ['deployments'], verbs: ['patch'] },
    { apiGroups: ['batch'], resources: ['cronjobs'], verbs: ['update'] },
  ],
  safe: [
    { apiGroups: [''], resources: ['pods'], verbs: ['get', 'delete'] },
    { apiGroups: ['apps'], resources: ['pods'], verbs: ['create'] },
    { apiGroups: ['apps'], resources: ['deployments/status'], verbs: ['patch'] },
  ],
});
