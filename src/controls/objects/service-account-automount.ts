/*
 * A service account hands no token to pods that did not ask for one.
 *
 * Restricted fields: automountServiceAccountToken of a ServiceAccount
 * Allowed values:    false
 */
import { NONE, ObjectControl } from '../control';

export const serviceAccountAutomount: ObjectControl = {
  id: 'service-account-automount',
  title: 'No token by default from a service account',
  level: 'hardened',
  severity: 'warning',
  why: 'Every pod that names the account, and says nothing itself, carries a token for the API server.',
  remedy: 'write `automountServiceAccountToken: false`',
  kinds: ['/ServiceAccount'],
  checkObject: ({ automountServiceAccountToken }) => automountServiceAccountToken === false
    ? NONE
    : [{ path: ['automountServiceAccountToken'], value: automountServiceAccountToken ?? undefined }],
};
