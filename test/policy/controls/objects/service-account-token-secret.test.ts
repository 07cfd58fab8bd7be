import { serviceAccountTokenSecret } from '../../../../src/policy/controls/objects/service-account-token-secret';
import { found } from '../support';

const secret = (type: unknown) => ({ apiVersion: 'v1', kind: 'Secret', type });

test('refuses a token Secret', () => {
  expect(found(serviceAccountTokenSecret, secret('kubernetes.io/service-account-token'))).toEqual(['type']);
});

test.each(['Opaque', 'kubernetes.io/tls', undefined, null, 7, {}])('accepts %p', (type) => {
  expect(found(serviceAccountTokenSecret, secret(type))).toEqual([]);
});
