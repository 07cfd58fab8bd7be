import { Rbac } from '../../../src/policy/rbac/rbac';
import { expectQuick } from '../../support/quick';

const object = (kind: string, index: number, fields: object, labels: object = {}) =>
  ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: { name: `r${index}`, labels }, ...fields });
const ROLES = Array.from({ length: 3000 }, (_, index) => index);
const RULES = Array.from({ length: 3000 }, () => ({ apiGroups: [''], resources: ['pods'], verbs: ['get'] }));
const SUBJECTS = ROLES.map((index) => ({ kind: 'User', name: `u${index}` }));

test('many roles that collect each other take little time', () => expectQuick(3, () => {
  const rbac = new Rbac();
  const roles = ROLES.map((index) => object('ClusterRole', index, { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { to: 'all' } }] } }, { to: 'all' }));
  roles.forEach((role) => rbac.add(role, 'unit'));
  ROLES.forEach((index) => rbac.add(object('ClusterRoleBinding', index, { roleRef: { kind: 'ClusterRole', name: `r${index}` }, subjects: SUBJECTS.slice(0, 1) }), 'unit'));
  roles.forEach((role) => rbac.grantsOf(role, 'unit'));
  expect(rbac.subjects).toHaveLength(1);
}));

test('many subjects and bindings of a role with many rules take little time', () => expectQuick(3, () => {
  const rbac = new Rbac();
  rbac.add(object('ClusterRole', 0, { rules: RULES }), 'unit');
  ROLES.forEach((index) => rbac.add(object('ClusterRoleBinding', index, { roleRef: { kind: 'ClusterRole', name: 'r0' }, subjects: index === 0 ? SUBJECTS : SUBJECTS.slice(0, 1) }), 'unit'));
  expect(rbac.subjects).toHaveLength(SUBJECTS.length);
}));
