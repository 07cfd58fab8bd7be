/*
 * Names are resolved by DNS, not by a file in the pod.
 *
 * Restricted fields: spec.hostAliases
 * Allowed values:    [], undefined
 */
import { asArray } from '../../manifest/json';
import { always, at, NONE, PodControl } from '../control';

export const hostAliases: PodControl = {
  id: 'host-aliases',
  title: 'No host aliases',
  level: 'hardened',
  severity: 'warning',
  why: 'An alias sends the pod\'s traffic for a trusted name to any address, unseen by DNS and its logs.',
  remedy: 'remove it; use a Service, of type ExternalName where the host is outside the cluster',
  checks: always((pod) => asArray(pod.json.hostAliases).length === 0 ? NONE : [at(pod, ['hostAliases'])]),
};
