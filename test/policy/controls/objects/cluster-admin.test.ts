import { clusterAdmin } from '../../../../src/policy/controls/objects/cluster-admin';
import { found } from '../support';

const binding = (roleRef: unknown) => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', roleRef });

test.each([{ kind: 'ClusterRole', name: 'cluster-admin' }, { name: 'cluster-admin' }])('refuses %j', (roleRef) => {
  expect(found(clusterAdmin, binding(roleRef))).toEqual(['roleRef.name']);
});

test.each([{ kind: 'Role', name: 'cluster-admin' }, { kind: 'ClusterRole', name: 'view' }, {}, null, 'text', undefined])('accepts %j', (roleRef) => {
  expect(found(clusterAdmin, binding(roleRef))).toEqual([]);
});
