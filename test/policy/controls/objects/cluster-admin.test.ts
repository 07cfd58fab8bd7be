import { clusterAdmin } from '../../../../src/policy/controls/objects/cluster-admin';
import { evaluate } from '../../../../src/policy/engine/evaluate';
import { profileOf } from '../../../../src/policy/engine/profile';
import { found, violations } from '../support';

const binding = (roleRef: unknown) => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', roleRef });

test.each([
  { kind: 'ClusterRole', name: 'cluster-admin' }, { name: 'cluster-admin' }, { kind: 'ClusterRole', name: 'system:kube-controller-manager' },
  { kind: 'ClusterRole', name: 'system:controller:clusterrole-aggregation-controller' },
])('refuses %j', (roleRef) => {
  expect(found(clusterAdmin, binding(roleRef))).toEqual(['roleRef.name']);
});

test.each([{ kind: 'Role', name: 'cluster-admin' }, { kind: 'ClusterRole', name: 'view' }, { kind: 'ClusterRole', name: 'system:controller:ttl-controller' }, {}, null, 'text', undefined])('accepts %j', (roleRef) => {
  expect(found(clusterAdmin, binding(roleRef))).toEqual([]);
});

const JOBS = 'system:controller:job-controller';
test.each<[string, readonly object[], boolean]>([
  [JOBS, [{ kind: 'ServiceAccount', namespace: 'kube-system', name: 'job-controller' }], true],
  ['system:kube-controller-manager', [{ kind: 'User', name: 'system:kube-controller-manager' }], true],
  [JOBS, [{ kind: 'ServiceAccount', namespace: 'shop', name: 'job-controller' }], false],
  [JOBS, [{ kind: 'ServiceAccount', namespace: 'kube-system', name: 'job-controller' }, { kind: 'User', name: 'jane' }], false],
  ['cluster-admin', [{ kind: 'User', name: 'cluster-admin' }], false],
  ['cluster-admin', [{ kind: 'Group', name: 'system:masters' }], true],
  ['cluster-admin', [{ kind: 'Group', name: 'admins' }], false],
  [JOBS, [], false],
])('Kubernetes binds %s to %j: %p', (name, subjects, isExpected) => {
  expect(found(clusterAdmin, { ...binding({ kind: 'ClusterRole', name }), subjects })).toEqual(isExpected ? [] : ['roleRef.name']);
});

test.each<[string, object, string]>([
  ['ClusterRoleBinding', { kind: 'ServiceAccount', namespace: 'shop', name: 'web' }, 'high'],
  ['ClusterRoleBinding', { kind: 'Group', name: 'system:serviceaccounts' }, 'critical'],
  ['ClusterRoleBinding', { kind: 'User', name: 'system:anonymous' }, 'critical'],
  ['ClusterRoleBinding', { kind: 'Group', name: 'system:serviceaccounts:shop' }, 'high'],
  ['RoleBinding', { kind: 'Group', name: 'system:serviceaccounts' }, 'medium'],
])('the risk of a %s for %j is %s', (kind, subject, risk) => {
  const object = { ...binding({ kind: 'ClusterRole', name: 'cluster-admin' }), kind, metadata: { name: 'a' }, subjects: [subject] };
  expect(evaluate(object, profileOf('hardened')).filter(({ control }) => control === clusterAdmin).map((finding) => finding.risk)).toEqual([risk]);
});

// A waiver pins the role and its subjects, in any order.
test('a waiver lists the role and all subjects', () => {
  const subjects = [{ kind: 'User', name: 'jane' }, { kind: 'ServiceAccount', namespace: 'shop', name: 'web' }];
  const pins = [subjects, [...subjects].reverse()].map((each) =>
    violations(clusterAdmin, { ...binding({ kind: 'ClusterRole', name: 'cluster-admin' }), subjects: each })[0].allowKey);
  expect(pins).toEqual(pins.map(() => 'cluster-admin: ServiceAccount shop/web, User jane'));
});

test.each([
  'clusterrole-aggregation-controller', 'cronjob-controller', 'daemon-set-controller', 'deployment-controller', 'job-controller', 'namespace-controller',
  'replicaset-controller', 'replication-controller', 'resourcequota-controller', 'statefulset-controller', 'storage-version-migrator-controller',
  'generic-garbage-collector', 'persistent-volume-binder',
])('%s has full control, and only its own account may', (name) => {
  const to = { ...binding({ kind: 'ClusterRole', name: `system:controller:${name}` }) };
  const own = { kind: 'ServiceAccount', namespace: 'kube-system', name };
  const others = [{ ...own, name: 'other' }, { ...own, kind: 'Group' }, { kind: 'User', name: `system:controller:${name}` }, { kind: 'Group', name: 'system:masters' }];
  expect(found(clusterAdmin, to)).toEqual(['roleRef.name']);
  expect(found(clusterAdmin, { ...to, subjects: [own] })).toEqual([]);
  expect(others.filter((other) => found(clusterAdmin, { ...to, subjects: [other] }).length === 0)).toEqual([]);
});
