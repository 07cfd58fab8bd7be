/*
 * No token for the API server that never expires.
 *
 * Restricted fields: type of a Secret
 * Allowed values:    anything but kubernetes.io/service-account-token
 */
import { NONE, ObjectControl } from '../control';

const TYPE = 'kubernetes.io/service-account-token';

export const serviceAccountTokenSecret: ObjectControl = {
  id: 'service-account-token-secret',
  title: 'No service account token in a Secret',
  level: 'hardened',
  severity: 'error',
  why: 'The token in it never expires: whoever reads it once has the account\'s rights until the Secret is deleted.',
  remedy: 'let pods mount a projected token, and get others from `kubectl create token`',
  kinds: ['/Secret'],
  checkObject: ({ type }) => type === TYPE ? [{ path: ['type'], value: type }] : NONE,
};
