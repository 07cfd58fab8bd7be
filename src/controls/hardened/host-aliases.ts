import { asArray } from '../../manifest/json';
import { always, at, NONE, PodControl } from '../control';

export const hostAliases: PodControl = {
  id: 'host-aliases',
  title: 'No host aliases',
  level: 'hardened',
  severity: 'warning',
  why: 'An alias sends the pod\'s traffic for a trusted name to any address, invisible to DNS and its logs.',
  remedy: 'remove it; use a Service, of type ExternalName if the host is outside the cluster',
  spec: {
    rules: [{ fields: ['spec.hostAliases'], allowed: '[], undefined' }],
  },
  checks: always((pod) => asArray(pod.json.hostAliases).length === 0 ? NONE : [at(pod, ['hostAliases'])]),
};
