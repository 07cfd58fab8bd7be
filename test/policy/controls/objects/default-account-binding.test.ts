import { defaultAccountBinding } from '../../../../src/policy/controls/objects/default-account-binding';
import { found } from '../support';

const binding = (subjects: unknown) => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', subjects });

test.each([
  { kind: 'ServiceAccount', name: 'default' },
  { kind: 'ServiceAccount', name: 'default', namespace: 'shop' },
  { kind: 'Group', name: 'system:serviceaccounts' },
  { kind: 'Group', name: 'system:serviceaccounts:shop' },
])('refuses %j', (subject) => {
  expect(found(defaultAccountBinding, binding([{ kind: 'User', name: 'alice' }, subject]))).toEqual(['subjects[1].name']);
});

test.each([
  { kind: 'ServiceAccount', name: 'api' },
  { kind: 'User', name: 'default' },
  { kind: 'Group', name: 'default' },
  { kind: 'Group', name: 'system:serviceaccountsx' },
  { kind: 'Group', name: 'x:system:serviceaccounts' },
  { kind: 'User', name: 'system:serviceaccounts' },
  { kind: 'Group', name: ['system:serviceaccounts'] },
  null, 'text', {},
])('accepts %j', (subject) => {
  expect(found(defaultAccountBinding, binding([subject]))).toEqual([]);
  expect(found(defaultAccountBinding, binding(subject))).toEqual([]);
});
