import { adminRoles } from '../../../../src/policy/controls/objects/admin-roles';
import { found, violations } from '../support';

const USER = { kind: 'User', name: 'jane' };
const binding = (kind: string, name: string, subject: object = USER, roleKind = 'ClusterRole') =>
  ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: { name: 'b', namespace: 'shop' }, roleRef: { kind: roleKind, name }, subjects: [subject] });
const group = (name: string) => ({ kind: 'Group', name });

test.each(['admin', 'edit'])('reports %s in the whole cluster', (role) => {
  expect(violations(adminRoles, binding('ClusterRoleBinding', role))).toMatchObject([{ path: ['roleRef', 'name'], value: role, allowKey: `${role}: User jane` }]);
});

test.each(['system:authenticated', 'system:unauthenticated', 'system:serviceaccounts', 'system:serviceaccounts:shop'])('reports it in one namespace for %s', (name) => {
  expect(violations(adminRoles, binding('RoleBinding', 'edit', group(name)))).toMatchObject([{ risk: 'medium' }]);
});

test.each([
  binding('RoleBinding', 'admin'), binding('RoleBinding', 'edit', group('team')), binding('RoleBinding', 'view'), binding('RoleBinding', 'edit', { kind: 'User', name: 'system:authenticated' }),
  binding('RoleBinding', 'admin', group('system:authenticated'), 'Role'), { ...binding('ClusterRoleBinding', 'x'), roleRef: null }, { ...binding('RoleBinding', 'edit'), subjects: null },
])('accepts %j', (object) => expect(found(adminRoles, object)).toEqual([]));

test('in kube-system a role for one subject is enough to own the cluster; view reads everything but Secrets', () => {
  const inKubeSystem = { ...binding('RoleBinding', 'edit', { kind: 'User', name: 'jane' }), metadata: { name: 'b', namespace: 'kube-system' } };
  expect(violations(adminRoles, inKubeSystem).map(({ risk }) => risk)).toEqual([undefined]);
  expect(violations(adminRoles, binding('ClusterRoleBinding', 'view')).map(({ risk }) => risk)).toEqual(['low']);
});
