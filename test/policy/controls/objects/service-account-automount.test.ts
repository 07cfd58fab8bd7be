import { BoundAccountsByNamespace } from '../../../../src/formats/manifest/role-bindings';
import { serviceAccountAutomount } from '../../../../src/policy/controls/objects/service-account-automount';
import { rightsBy } from '../../facts/known';
import { found, violations } from '../support';

const ACCOUNTS = new BoundAccountsByNamespace([{
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata: { name: 'b', namespace: 'n' },
  subjects: [{ kind: 'ServiceAccount', name: 'web', namespace: 'n' }, { kind: 'Group', name: 'system:authenticated' }],
}]);
const BOUND = { notes: { isNotHardenedKind: true }, facts: { rbac: rightsBy([], ACCOUNTS.at('n')) } };

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

test.each<[string, unknown, object, boolean]>([
  ['an account that a binding names', 'web', BOUND, false],
  ['an account that only a group has', 'other', BOUND, true],
  ['an account without a name', undefined, BOUND, true],
  ['an account that a construct made', 'web', { ...BOUND, notes: { hasLibraryDefaults: true } }, true],
  ['an account without known bindings', 'web', { notes: { isNotHardenedKind: true } }, true],
])('reports %s: %#', (_, name, settings, isReported) => {
  for (const value of [undefined, true]) {
    expect(found(serviceAccountAutomount, { ...account(value), metadata: { name } }, undefined, settings)).toEqual(isReported ? ['automountServiceAccountToken'] : []);
  }
});
