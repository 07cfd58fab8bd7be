import { testRoleControl } from './rbac';
import { rbacServices } from '../../../../src/policy/controls/objects/rbac-services';

testRoleControl(rbacServices, {
  verbs: {
    '/services/status': 'update patch', '/endpoints': 'create update patch', 'discovery.k8s.io/endpointslices': 'create update patch',
  },
  unsafe: [
    { apiGroups: [''], resources: ['services/status'], verbs: ['patch'] }, { apiGroups: [''], resources: ['endpoints'], verbs: ['update'] },
    { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['create'] },
  ],
  safe: [
    { apiGroups: [''], resources: ['services'], verbs: ['create'] }, { apiGroups: [''], resources: ['endpoints'], verbs: ['get', 'list', 'watch'] },
    { apiGroups: [''], resources: ['endpoints'], verbs: ['update'], resourceNames: ['leader'] },
  ],
});
