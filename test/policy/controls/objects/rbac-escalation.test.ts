import { foundInRole } from './rbac';
import { rbacEscalation } from '../../../../src/policy/controls/objects/rbac-escalation';

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
