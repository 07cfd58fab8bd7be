import { Control } from '../../../src/policy/controls/control';
import { rbacCreatePods } from '../../../src/policy/controls/objects/rbac-create-pods';
import { rbacSecrets } from '../../../src/policy/controls/objects/rbac-secrets';
import { wildcardRbac } from '../../../src/policy/controls/objects/wildcard-rbac';
import { Rbac } from '../../../src/policy/rbac/rbac';
import { violations } from '../controls/support';
import { factsAt, placeInUnit } from '../facts/known';

const object = (kind: string, name: string, fields: object, metadata: object = {}) =>
  ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: { name, ...metadata }, ...fields });
const SECRETS = { apiGroups: [''], resources: ['secrets'], verbs: ['get'] };
const clusterRole = (name: string, labels: object = {}, rules: object[] = [SECRETS]) => object('ClusterRole', name, { rules }, { labels });
const role = (name: string, namespace: string) => object('Role', name, { rules: [SECRETS] }, { namespace });
const collector = (name: string, selector: object, labels: object = {}) =>
  object('ClusterRole', name, { aggregationRule: { clusterRoleSelectors: [selector] }, rules: [] }, { labels });
const account = (name: string, namespace?: string) => ({ kind: 'ServiceAccount', name, namespace });
const clusterBinding = (name: string, to: string, ...subjects: object[]) => object('ClusterRoleBinding', name, { roleRef: { kind: 'ClusterRole', name: to }, subjects });
const binding = (name: string, namespace: string, roleRef: object, ...subjects: object[]) => object('RoleBinding', name, { roleRef, subjects }, { namespace });

/** What a control finds in the last of some objects, which are in one folder. */
const found = (control: Control, ...objects: any[]) => {
  const last = objects[objects.length - 1];
  return violations(control, last, undefined, { facts: factsAt(placeInUnit(last), objects) }).map(({ detail, risk = 'high' }) => [risk, detail]);
};

test('a role without a binding is reported as such', () => {
  expect(found(rbacSecrets, clusterRole('web'))).toEqual([['high', 'with get']]);
  expect(found(rbacSecrets, role('web', 'shop'))).toEqual([['medium', 'with get']]);
  expect(found(rbacSecrets, role('web', 'kube-system'))).toEqual([['high', 'with get']]);
  expect(found(rbacSecrets, clusterBinding('web', 'other', account('web', 'shop')), clusterBinding('none', 'web'), clusterRole('web'))).toEqual([['high', 'with get']]);
});

test('a finding names the subject, the right and the path', () => {
  expect(found(rbacSecrets, clusterBinding('web-all', 'web', account('web', 'shop')), clusterRole('web')))
    .toEqual([['high', 'with get, granted cluster-wide to ServiceAccount shop/web through ClusterRoleBinding web-all -> ClusterRole web']]);
  expect(found(wildcardRbac, clusterBinding('web-all', 'web', { kind: 'User', name: 'jane' }), clusterRole('web', {}, [SECRETS, { ...SECRETS, verbs: ['*'] }])))
    .toEqual([['high', 'for secrets, granted cluster-wide to User jane through ClusterRoleBinding web-all -> ClusterRole web']]);
});

test('a ClusterRole that only RoleBindings bind counts in their namespaces', () => {
  const shop = binding('web', 'shop', { kind: 'ClusterRole', name: 'web' }, account('web'));
  expect(found(rbacSecrets, shop, clusterRole('web')))
    .toEqual([['medium', 'with get, granted in shop to ServiceAccount shop/web through RoleBinding web -> ClusterRole web']]);
  const system = binding('web', 'kube-system', { kind: 'ClusterRole', name: 'web' }, account('web', 'shop'));
  expect(found(rbacSecrets, shop, system, clusterRole('web'))).toEqual([[
    'high', 'with get, granted in shop to ServiceAccount shop/web through RoleBinding web -> ClusterRole web',
  ]]);
  expect(found(rbacSecrets, shop, clusterBinding('all', 'web', account('web', 'shop')), clusterRole('web'))[0])
    .toEqual(['high', 'with get, granted cluster-wide to ServiceAccount shop/web through ClusterRoleBinding all -> ClusterRole web and 1 more binding']);
});

test('a Role is bound in its namespace only', () => {
  const ref = { kind: 'Role', name: 'web' };
  expect(found(rbacSecrets, binding('b', 'other', ref, account('web')), role('web', 'shop'))).toEqual([['medium', 'with get']]);
  expect(found(rbacSecrets, binding('b', 'shop', ref, account('web', 'ci')), role('web', 'shop')))
    .toEqual([['medium', 'with get, granted in shop to ServiceAccount ci/web through RoleBinding b -> Role web']]);
  expect(found(rbacSecrets, binding('b', 'shop', { kind: 'ClusterRole', name: 'web' }, account('web')), role('web', 'shop'))).toEqual([['medium', 'with get']]);
});

test('many subjects are not all named', () => {
  const subjects = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ kind: 'Group', name }));
  expect(found(rbacSecrets, clusterBinding('all', 'web', ...subjects), clusterRole('web'))[0][1])
    .toBe('with get, granted cluster-wide to Group a, Group b, Group c and 2 more through ClusterRoleBinding all -> ClusterRole web');
});

test.each<[string, object, object]>([
  ['labels', { matchLabels: { app: 'web' } }, { app: 'web', more: 'x' }],
  ['an expression', { matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'api'] }] }, { app: 'web' }],
  ['an expression without values', { matchExpressions: [{ key: 'app', operator: 'Exists' }] }, { app: 'web' }],
  ['everything', {}, {}],
])('a role gives its rules to one that selects it by %s', (_, selector, labels) => {
  expect(found(rbacSecrets, collector('all', selector), clusterBinding('b', 'all', account('web', 'shop')), clusterRole('part', labels)))
    .toEqual([['high', 'with get, granted cluster-wide to ServiceAccount shop/web through ClusterRoleBinding b -> ClusterRole all -> ClusterRole part']]);
});

test.each<[string, object, object]>([
  ['other labels', { matchLabels: { app: 'web' } }, { app: 'api' }],
  ['an expression that is not true', { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] }, { app: 'web' }],
  ['an operator that there is not', { matchExpressions: [{ key: 'app', operator: 'Like', values: ['web'] }] }, { app: 'web' }],
])('not to one that selects by %s', (_, selector, labels) => {
  expect(found(rbacSecrets, collector('all', selector), clusterBinding('b', 'all', account('web', 'shop')), clusterRole('part', labels))).toEqual([['high', 'with get']]);
});

test('aggregation goes through other roles, those of every cluster too', () => {
  const chain = [collector('first', { matchLabels: { to: 'first' } }, { to: 'second' }), collector('second', { matchLabels: { to: 'second' } }, { to: 'first' })];
  expect(found(rbacSecrets, ...chain, clusterBinding('b', 'second', account('web', 'shop')), clusterRole('part', { to: 'first' }))[0][1])
    .toContain('ClusterRoleBinding b -> ClusterRole second -> ClusterRole part');
  const edit = binding('devs', 'shop', { kind: 'ClusterRole', name: 'admin' }, { kind: 'Group', name: 'devs' });
  expect(found(rbacCreatePods, edit, clusterRole('part', { 'rbac.authorization.k8s.io/aggregate-to-edit': 'true' }, [{ apiGroups: [''], resources: ['pods'], verbs: ['create'] }])))
    .toEqual([['medium', 'with create, granted in shop to Group devs through RoleBinding devs -> ClusterRole admin -> ClusterRole part']]);
});

test('of two bindings with one name the last counts', () => {
  expect(found(rbacSecrets, clusterBinding('b', 'web', account('web', 'shop')), clusterBinding('b', 'other', account('web', 'shop')), clusterRole('web')))
    .toEqual([['high', 'with get']]);
});

test('survives what are no roles and bindings', () => {
  const rbac = new Rbac();
  [null, 'text', 7, [], {}].forEach((odd: any) => {
    rbac.add(object('ClusterRole', odd, { rules: odd, aggregationRule: odd }, { labels: odd }), 'unit');
    rbac.add(object('ClusterRole', 'x', { aggregationRule: { clusterRoleSelectors: [odd] } }), 'unit');
    rbac.add(object('RoleBinding', odd, { roleRef: odd, subjects: odd }), 'unit');
    rbac.add(object('RoleBinding', 'x', { roleRef: { kind: 'Role', name: 'x' }, subjects: [odd] }), 'unit');
  });
  expect(rbac.subjects).toEqual([{ subject: { kind: '', name: '' }, rules: [{ path: 'RoleBinding x -> Role x', isClusterWide: false }], leftOut: 0 }]);
  expect(rbac.grantsOf({ kind: 'Pod' }, 'unit')).toEqual([]);
});

test('a subject has the rules of all its bindings', () => {
  const rbac = new Rbac();
  [
    clusterRole('part', { to: 'all' }), collector('all', { matchLabels: { to: 'all' } }), role('own', 'shop'),
    clusterBinding('a', 'all', account('web', 'shop')), binding('b', 'shop', { kind: 'Role', name: 'own' }, account('web')),
    binding('c', 'shop', { kind: 'ClusterRole', name: 'view' }, account('web')),
  ].forEach((each: any) => rbac.add(each, each.metadata.namespace === undefined ? 'unit' : `namespace ${each.metadata.namespace}`));
  expect(rbac.subjects).toEqual([{
    subject: account('web', 'shop'),
    rules: [
      { rule: SECRETS, path: 'ClusterRoleBinding a -> ClusterRole all -> ClusterRole part -> rules[0]', isClusterWide: true },
      { rule: SECRETS, path: 'RoleBinding b -> Role own -> rules[0]', isClusterWide: false, namespace: 'shop' },
      { path: 'RoleBinding c -> ClusterRole view', isClusterWide: false, namespace: 'shop' },
    ],
    leftOut: 0,
  }]);
});

test('a Role takes no part in aggregation', () => {
  const part = object('Role', 'part', { rules: [SECRETS] }, { namespace: 'shop', labels: { app: 'web' } });
  expect(found(rbacSecrets, collector('all', { matchLabels: { app: 'web' } }), clusterBinding('b', 'all', account('web', 'shop')), part)).toEqual([['medium', 'with get']]);
});
