import { testRoleControl } from './rbac';
import { rbacNamespaces } from '../../../../src/policy/controls/objects/rbac-namespaces';

testRoleControl(rbacNamespaces, {
  verbs: { '/namespaces': 'update patch' },
  unsafe: [{ apiGroups: [''], resources: ['namespaces'], verbs: ['patch'] }],
  safe: [{ apiGroups: [''], resources: ['namespaces'], verbs: ['get', 'create'] }, { apiGroups: [''], resources: ['namespaces'], verbs: ['patch'], resourceNames: ['shop'] }],
});
