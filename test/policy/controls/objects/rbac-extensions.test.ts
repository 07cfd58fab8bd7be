import { testOfCluster, testRoleControl } from './rbac';
import { rbacExtensions } from '../../../../src/policy/controls/objects/rbac-extensions';

testRoleControl(rbacExtensions, {
  verbs: { 'apiextensions.k8s.io/customresourcedefinitions': 'create update patch', 'storage.k8s.io/csidrivers': 'create update patch', 'node.k8s.io/runtimeclasses': 'create update patch', 'storage.k8s.io/csinodes': '' },
  unsafe: [{ apiGroups: ['storage.k8s.io'], resources: ['csidrivers'], verbs: ['create'] }],
  safe: [{ apiGroups: ['node.k8s.io'], resources: ['runtimeclasses'], verbs: ['get'] }, { apiGroups: ['storage.k8s.io'], resources: ['csidrivers'], verbs: ['update'], resourceNames: ['a'] }],
});

testOfCluster(rbacExtensions, { apiGroups: ['storage.k8s.io'], resources: ['csidrivers'], verbs: ['create'] });
