import { testRoleControl } from './rbac';
import { rbacExec } from '../../../../src/policy/controls/objects/rbac-exec';

testRoleControl(rbacExec, {
  verbs: {
    '/pods/exec': 'get create update patch',
    '/pods/attach': 'get create update patch',
    '/pods/portforward': 'get create update patch',
    '/pods/ephemeralcontainers': 'get create update patch',
  },
  unsafe: [
    { apiGroups: [''], resources: ['pods/exec'], verbs: ['create'] },
    { apiGroups: [''], resources: ['pods/attach'], verbs: ['get'] },
    { apiGroups: [''], resources: ['pods/portforward'], verbs: ['create'] },
    { apiGroups: [''], resources: ['*/exec'], verbs: ['create'] },
    { apiGroups: [''], resources: ['pods/ephemeralcontainers'], verbs: ['patch'] },
  ],
  safe: [
    { apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['get', 'create'] },
    { apiGroups: [''], resources: ['pods/exec'], verbs: ['create'], resourceNames: ['one'] },
  ],
});
