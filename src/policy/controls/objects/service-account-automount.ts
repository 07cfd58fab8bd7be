import { ObjectControl } from '../control';
import { listOf } from '../violations';

export const serviceAccountAutomount: ObjectControl = {
  id: 'service-account-automount',
  title: 'No automounted token from a service account',
  level: 'hardened',
  risk: 'medium',
  why: 'Every pod that uses the account, and sets nothing itself, carries a token for the API server.',
  remedy: 'write `automountServiceAccountToken: false`',
  spec: {
    rules: [{ fields: ['automountServiceAccountToken of a ServiceAccount'], allowed: 'false' }],
  },
  kinds: ['/ServiceAccount'],
  checkObject: ({ automountServiceAccountToken }) => listOf(automountServiceAccountToken === false
    ? undefined
    : { path: ['automountServiceAccountToken'], value: automountServiceAccountToken ?? undefined }),
};
