import { testOfCluster, testRoleControl } from './rbac';
import { rbacBindings } from '../../../../src/policy/controls/objects/rbac-bindings';

const GROUP = 'rbac.authorization.k8s.io';

testRoleControl(rbacBindings, {
  verbs: Object.fromEntries(['rolebindings', 'clusterrolebindings', 'roles', 'clusterroles'].map((resource) => [`${GROUP}/${resource}`, 'create update patch'])),
  unsafe: [{ apiGroups: [GROUP], resources: ['rolebindings'], verbs: ['create'] }, { apiGroups: [GROUP], resources: ['clusterroles'], verbs: ['patch'] }],
  safe: [{ apiGroups: [GROUP], resources: ['rolebindings'], verbs: ['get', 'delete'] }],
});

testOfCluster(rbacBindings, { apiGroups: ['rbac.authorization.k8s.io'], resources: ['clusterrolebindings'], verbs: ['create'] });
