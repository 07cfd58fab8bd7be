import { anonymousBinding } from '../../../../src/policy/controls/objects/anonymous-binding';
import { evaluate } from '../../../../src/policy/engine/evaluate';
import { profileOf } from '../../../../src/policy/engine/profile';
import { found } from '../support';

const binding = (subjects: unknown) => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', subjects });

test.each([
  { kind: 'User', name: 'system:anonymous' },
  { kind: 'Group', name: 'system:unauthenticated' },
  { kind: 'Group', name: 'system:authenticated' },
  { kind: 'Group', name: 'system:masters' },
])('refuses %j', (subject) => {
  expect(found(anonymousBinding, binding([{ kind: 'User', name: 'alice' }, subject]))).toEqual(['subjects[1].name']);
});

test.each([
  { kind: 'Group', name: 'system:serviceaccounts:shop' },
  { kind: 'User', name: 'system:masters' },
  { kind: 'ServiceAccount', name: 'system:anonymous' },
  null, 'text', {},
])('accepts %j', (subject) => {
  expect(found(anonymousBinding, binding([subject]))).toEqual([]);
  expect(found(anonymousBinding, binding(subject))).toEqual([]);
});

test.each([
  ['ClusterRoleBinding', 'system:authenticated', 'critical'],
  ['RoleBinding', 'system:authenticated', 'high'],
  ['RoleBinding', 'system:unauthenticated', 'high'],
  ['RoleBinding', 'system:masters', 'critical'],
])('the risk of a %s for %s is %s', (kind, name, risk) => {
  const findings = evaluate({ ...binding([{ kind: 'Group', name }]), kind, metadata: { name: 'a' } }, profileOf('hardened'));
  expect(findings.filter(({ control }) => control === anonymousBinding).map((finding) => finding.risk)).toEqual([risk]);
});
