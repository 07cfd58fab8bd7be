import { asObject, textOf } from '../../../formats/manifest/json';
import { ObjectControl } from '../control';
import { listOf } from '../violations';

const TYPE = 'kubernetes.io/service-account-token';

export const serviceAccountTokenSecret: ObjectControl = {
  id: 'service-account-token-secret',
  title: 'No service account token in a Secret',
  level: 'hardened',
  risk: 'high',
  why: 'The token never expires. Anyone who reads it has the permissions of the account until the Secret is deleted.',
  remedy: 'mount projected tokens in pods, and create other tokens with `kubectl create token`',
  spec: {
    rules: [{ fields: ['type of a Secret'], allowed: 'anything but kubernetes.io/service-account-token' }],
  },
  kinds: ['/Secret'],
  checkObject: ({ type, metadata }) => {
    const account = asObject(asObject(metadata).annotations)['kubernetes.io/service-account.name'];
    return listOf(type === TYPE ? { path: ['type'], value: type, allowKey: `${type}: ${textOf(account ?? '')}` } : undefined);
  },
};
