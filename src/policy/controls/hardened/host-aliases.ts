import { asArray } from '../../../formats/manifest/json';
import { SPEC } from '../cel';
import { always, PodControl } from '../control';
import { at } from '../violations';

export const hostAliases: PodControl = {
  id: 'host-aliases',
  title: 'No host aliases',
  level: 'hardened',
  risk: 'low',
  why: 'An alias sends the pod\'s traffic for a trusted name to any address, invisible to DNS and its logs.',
  remedy: 'remove it; use a Service, of type ExternalName if the host is outside the cluster',
  spec: {
    rules: [{ fields: ['spec.hostAliases'], allowed: '[], undefined' }],
  },
  admission: [{ each: 'pod', violates: `size(${SPEC}.?hostAliases.orValue([])) > 0` }],
  reads: { needs: ['spec.hostAliases'] },
  checks: always((pod) => asArray(pod.json.hostAliases).length === 0 ? undefined : at(pod, ['hostAliases'])),
};
