import { wildcardRbac } from '../../../../src/policy/controls/objects/wildcard-rbac';
import { found } from '../support';

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
