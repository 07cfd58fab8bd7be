import { testRoleControl } from './rbac';
import { rbacNodes } from '../../../../src/policy/controls/objects/rbac-nodes';

testRoleControl(rbacNodes, {
  verbs: { '/nodes': 'create update patch delete', '/nodes/status': 'create update patch delete', '/pods/binding': 'create', '/bindings': 'create', '/pods': '' },
  unsafe: [{ apiGroups: [''], resources: ['nodes'], verbs: ['patch'] }, { apiGroups: [''], resources: ['*/binding'], verbs: ['create'] }],
  safe: [{ apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list'] }, { apiGroups: [''], resources: ['nodes'], verbs: ['patch'], resourceNames: ['a'] }],
});
