import { rbacAggregation } from '../../../../src/policy/controls/objects/rbac-aggregation';
import { found } from '../support';

const role = (aggregationRule: unknown) => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'all' }, aggregationRule, rules: [] });
const selecting = (...clusterRoleSelectors: unknown[]) => found(rbacAggregation, role({ clusterRoleSelectors }));

test.each([{}, { matchLabels: {} }, { matchLabels: null, matchExpressions: [] },
  { matchExpressions: [{ key: 'never-set', operator: 'DoesNotExist' }] }, { matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['b'] }] },
  { matchLabels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' } }])('reports the selector %j', (selector) => {
  expect(selecting({ matchLabels: { a: 'b' } }, selector)).toEqual(['aggregationRule.clusterRoleSelectors[1]']);
});

test.each([{ matchLabels: { 'example.com/aggregate-to-web': 'true' } }, { matchExpressions: [{ key: 'a', operator: 'Exists' }] },
  { matchExpressions: [{ key: 'kubernetes.io/bootstrapping', operator: 'DoesNotExist' }] }, { matchExpressions: [{ key: 'a', operator: 'Like' }] }])('accepts %j', (selector) => {
  expect(selecting(selector)).toEqual([]);
});

test.each([undefined, null, {}, { clusterRoleSelectors: null }])('accepts the rule %j', (rule) => expect(found(rbacAggregation, role(rule))).toEqual([]));
