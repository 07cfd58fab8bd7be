import { serviceAccountAutomount } from '../../../src/controls/objects/service-account-automount';
import { found } from '../support';

const account = (automountServiceAccountToken?: unknown) => ({ apiVersion: 'v1', kind: 'ServiceAccount', automountServiceAccountToken });

test.each([undefined, null, true, 'false', 0])('refuses %p', (value) => {
  expect(found(serviceAccountAutomount, account(value))).toEqual(['automountServiceAccountToken']);
});

test('accepts false', () => {
  expect(found(serviceAccountAutomount, account(false))).toEqual([]);
});
