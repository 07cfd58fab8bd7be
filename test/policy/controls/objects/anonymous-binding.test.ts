import { anonymousBinding } from '../../../../src/policy/controls/objects/anonymous-binding';
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
