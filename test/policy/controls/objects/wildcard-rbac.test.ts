import { wildcardRbac } from '../../../../src/policy/controls/objects/wildcard-rbac';
import { byCause } from '../../../../src/policy/engine/by-cause';
import { evaluate } from '../../../../src/policy/engine/evaluate';
import { profileOf } from '../../../../src/policy/engine/profile';
import { rightsBy } from '../../facts/known';
import { found, violations } from '../support';

const role = (...rules: unknown[]) => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', rules });
const RULE = { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'list'] };

test.each([
  [{ verbs: ['get', '*'] }, 'verbs[1]'],
  [{ resources: ['*'] }, 'resources[0]'],
  [{ resources: ['*/scale'] }, 'resources[0]'],
  [{ apiGroups: ['', '*'] }, 'apiGroups[1]'],
  [{ resources: undefined, nonResourceURLs: ['/x'], verbs: ['*'] }, 'verbs[0]'],
  [{ resources: undefined, nonResourceURLs: ['/metrics', '*'] }, 'nonResourceURLs[1]'],
  [{ resources: undefined, nonResourceURLs: ['/*'] }, 'nonResourceURLs[0]'],
])('refuses %j', (fields, place) => {
  expect(found(wildcardRbac, role(RULE, { ...RULE, ...fields }))).toEqual([`rules[1].${place}`]);
});

test('reports every wildcard', () => {
  expect(found(wildcardRbac, role({ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }))).toHaveLength(3);
});

test.each([
  RULE, { resources: ['deployments/*'], verbs: ['get'] }, { nonResourceURLs: ['/metrics/*', '/metrics'], verbs: ['get'] }, { apiGroups: ['*'], verbs: ['get'] },
  { resources: null, verbs: 'text' }, { resources: [null, 7, ['*']], verbs: [{}] }, null, 'text', [],
])('accepts %j', (rule) => {
  expect(found(wildcardRbac, role(rule))).toEqual([]);
});

test.each([null, undefined, 'text', {}])('survives rules of %p', (rules) => {
  expect(found(wildcardRbac, { ...role(), rules })).toEqual([]);
});

const every = { apiGroups: ['*'], resources: ['*'], verbs: ['*'] };
test.each<[string, object, string | undefined]>([
  ['everything', every, undefined],
  ['Secrets', { ...RULE, apiGroups: [''], resources: ['secrets', 'events'], verbs: ['*'] }, undefined],
  ['bind and escalate', { ...RULE, apiGroups: ['rbac.authorization.k8s.io'], resources: ['clusterroles'], verbs: ['*'] }, undefined],
  ['impersonate', { ...RULE, apiGroups: [''], resources: ['users'], verbs: ['*'] }, undefined],
  ['exec', { ...RULE, apiGroups: [''], resources: ['*/exec'], verbs: ['create'] }, undefined],
  ['all URLs', { nonResourceURLs: ['*'], verbs: ['get', 'post'] }, undefined],
  ['reading all URLs', { nonResourceURLs: ['*'], verbs: ['get', 'head'] }, 'medium'],
  ['all verbs for one URL', { nonResourceURLs: ['/metrics'], verbs: ['*'] }, 'medium'],
  ['one Secret', { ...RULE, apiGroups: [''], resources: ['secrets'], resourceNames: ['one'], verbs: ['*'] }, 'medium'],
  ['an extension', { ...RULE, apiGroups: ['metallb.io'], resources: ['servicel2statuses/status'], verbs: ['*'] }, 'medium'],
  ['all of an extension', { ...RULE, apiGroups: ['metallb.io'], resources: ['*'], verbs: ['*'] }, 'medium'],
  ['events', { ...RULE, apiGroups: [''], resources: ['events'], verbs: ['*'] }, 'medium'],
])('the risk of a wildcard depends on what it covers: %s', (_, rule, risk) => {
  expect(new Set(violations(wildcardRbac, { ...role(rule), kind: 'ClusterRole' }).map((each) => each.risk))).toEqual(new Set([risk]));
});

test('a wildcard in the whole cluster for all accounts is critical', () => {
  const rbac = rightsBy([{ subjects: [{ kind: 'Group', name: 'system:serviceaccounts' }], path: 'ClusterRoleBinding all -> ClusterRole all', isClusterWide: true }]);
  expect(violations(wildcardRbac, { ...role(every), kind: 'ClusterRole' }, undefined, { facts: { rbac } }).map(({ risk }) => risk)).toEqual(['critical', 'critical', 'critical']);
});

test.each([
  [{ verbs: ['*'] }, 'for deployments'],
  [{ resources: ['*'], apiGroups: ['', 'apps'] }, 'of the core group, apps'],
  [{ apiGroups: ['*'], resources: ['a', 'b', 'c', 'd'] }, 'for a, b, c and 1 more'],
  [{ resources: undefined, nonResourceURLs: ['*'] }, undefined],
  [{ resources: undefined, nonResourceURLs: ['/metrics'], verbs: ['*'] }, 'for /metrics'],
])('names what is covered by %j', (fields, detail) => {
  expect(violations(wildcardRbac, role({ ...RULE, ...fields })).map((each) => each.detail)).toEqual([detail]);
});

test('a right that a rule gives only by its wildcard is one finding with that', () => {
  const causes = (verbs: readonly string[]) => {
    const rule = { apiGroups: ['rbac.authorization.k8s.io'], resources: ['clusterrolebindings'], verbs };
    const findings = evaluate({ ...role(rule), kind: 'ClusterRole', metadata: { name: 'a' } }, profileOf('hardened'));
    return byCause(findings).map(({ control, also = [] }) => [control.id, ...also.map((each) => each.control.id)]);
  };
  expect(causes(['*'])).toEqual([['wildcard-rbac', 'rbac-bindings']]);
  expect(causes(['create'])).toEqual([['rbac-bindings']]);
});

test('all verbs for all resources of a group name the group', () => {
  expect(violations(wildcardRbac, role({ apiGroups: ['dex.coreos.com'], resources: ['*'], verbs: ['*'] })).map((each) => each.detail)).toEqual(['of dex.coreos.com', 'of dex.coreos.com']);
});
