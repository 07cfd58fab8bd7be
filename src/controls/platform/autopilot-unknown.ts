/*
 * What nobody knows whether Autopilot allows it.
 *
 * Restricted fields: spec.securityContext.sysctls, spec.hostUsers
 * Allowed values:    empty, undefined; anything but false
 * Platforms:         gke-autopilot
 */
import { asArray } from '../../manifest/json';
import { always, at, NONE, PodControl, Violations } from '../control';

export const autopilotUnknown: PodControl = {
  id: 'autopilot-unknown',
  title: 'No sysctls and no user namespaces on GKE Autopilot',
  level: 'hardened',
  severity: 'warning',
  why: 'Google does not say whether Autopilot admits a pod with it, and may change its mind.',
  remedy: 'try it on your cluster, and waive this control where it works; or remove it',
  knownAs: {},
  checks: always((pod, { platform }): Violations => {
    if (platform !== 'gke-autopilot') {
      return NONE;
    }
    const hasSysctls = asArray(pod.securityContext.sysctls).length > 0;
    return !hasSysctls && !pod.hasUserNamespace ? NONE : [
      ...hasSysctls ? [at(pod, ['securityContext', 'sysctls'])] : NONE,
      ...pod.hasUserNamespace ? [at(pod, ['hostUsers'])] : NONE,
    ];
  }),
};
