import { serviceAccountField } from '../../../../src/policy/controls/hardened/service-account-field';
import { found, goodPod } from '../support';

const pod = (serviceAccount: unknown, serviceAccountName?: unknown) => goodPod((spec) => {
  Object.assign(spec, { serviceAccount, serviceAccountName });
});

test.each([['admin', undefined], ['admin', null], ['admin', 'app'], ['admin', '']])('refuses %p with %p', (account, name) => {
  expect(found(serviceAccountField, pod(account, name))).toEqual(['spec.serviceAccount']);
});

const GOOD: [unknown, unknown][] = [['app', 'app'], [undefined, 'app'], [null, 'app'], ['', 'app'], [7, 'app'], [undefined, undefined]];

test.each(GOOD)('accepts %p with %p', (account, name) => {
  expect(found(serviceAccountField, pod(account, name))).toEqual([]);
});
