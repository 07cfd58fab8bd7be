import { foundInRole } from './rbac';
import { ESCALATIONS, rbacEscalation } from '../../../../src/policy/controls/objects/rbac-escalation';
import { violations } from '../support';

test.each([
  [{ apiGroups: ['rbac.authorization.k8s.io'], resources: ['clusterroles'], verbs: ['get', 'bind', 'escalate'] }, ['rules[0].verbs[1]', 'rules[0].verbs[2]']],
  [{ apiGroups: [''], resources: ['users'], verbs: ['impersonate'] }, ['rules[0].verbs[0]']],
])('refuses %j', (rule, places) => {
  expect(foundInRole(rbacEscalation, rule)).toEqual(places);
});

test.each([
  { apiGroups: [''], resources: ['users'], verbs: ['get'] }, { apiGroups: [''], resources: ['users'], verbs: ['impersonate'], resourceNames: ['ci'] },
  { verbs: null }, null, 'text', { verbs: ['*'] },
])('accepts %j', (rule) => {
  expect(foundInRole(rbacEscalation, rule)).toEqual([]);
});

test('a waiver lists the verb and the rest of its rule', () => {
  const rule = { apiGroups: [''], resources: ['users', 'groups'], verbs: ['impersonate', 'get'] };
  const [violation] = violations(rbacEscalation, { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'a' }, rules: [rule] });
  expect(violation.allowKey).toBe('impersonate: apiGroups= resources=groups,users');
});

test('the rights that lead to more rights', () => {
  expect(ESCALATIONS.map(({ group, resources, verbs }) => [group, resources, verbs])).toEqual([
    ['rbac.authorization.k8s.io', ['roles', 'clusterroles'], ['bind', 'escalate']], ['', ['users', 'groups', 'serviceaccounts'], ['impersonate']],
  ]);
});
