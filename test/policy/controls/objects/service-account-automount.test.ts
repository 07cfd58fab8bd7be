import { serviceAccountAutomount } from '../../../../src/policy/controls/objects/service-account-automount';
import { found, violations } from '../support';

const account = (automountServiceAccountToken?: unknown) => ({ apiVersion: 'v1', kind: 'ServiceAccount', automountServiceAccountToken });

test.each([undefined, null, true, 'false', 0])('refuses %p', (value) => {
  expect(found(serviceAccountAutomount, account(value))).toEqual(['automountServiceAccountToken']);
});

test('reports the actual value', () => {
  const values = [true, null, undefined].map((value) => violations(serviceAccountAutomount, account(value))[0].value);
  expect(values).toEqual([true, undefined, undefined]);
});

test('accepts false', () => {
  expect(found(serviceAccountAutomount, account(false))).toEqual([]);
});
