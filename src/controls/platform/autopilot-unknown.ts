/*
 * Fields of which Google does not say whether Autopilot admits them.
 *
 * Restricted fields: spec.securityContext.sysctls, spec.hostUsers
 * Allowed values:    empty, undefined; anything but false
 * Platforms:         gke-autopilot
 */
import { asArray } from '../../manifest/json';
import { always, at, NONE, onPlatform, PodControl } from '../control';

export const autopilotUnknown: PodControl = {
  id: 'autopilot-unknown',
  title: 'No sysctls and no user namespaces on GKE Autopilot',
  level: 'hardened',
  severity: 'warning',
  why: 'Google does not say whether Autopilot admits a pod with it, and may change its mind.',
  remedy: 'try it on your cluster, and waive this control where it works; or remove it',
  checks: always(onPlatform('gke-autopilot', (pod) => [
    ...asArray(pod.securityContext.sysctls).length > 0 ? [at(pod, ['securityContext', 'sysctls'])] : NONE,
    ...pod.hasUserNamespace ? [at(pod, ['hostUsers'])] : NONE,
  ])),
};
