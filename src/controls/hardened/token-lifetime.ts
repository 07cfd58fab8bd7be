/*
 * A projected token does not live for days.
 *
 * Restricted fields: spec.volumes[*].projected.sources[*].serviceAccountToken.expirationSeconds
 * Allowed values:    up to 86400, which is a day; undefined, which is an hour
 *
 * A warning: the kubelet renews a token long before it expires, so that a short life costs nothing, and one that was stolen ends with
 * the pod at the latest. API servers may set a lower maximum.
 */
import { always, PodControl } from '../control';
import { tokenViolations } from './token-sources';

const DAY = 24 * 60 * 60;

export const tokenLifetime: PodControl = {
  id: 'token-lifetime',
  title: 'Short-lived projected tokens',
  level: 'hardened',
  severity: 'warning',
  why: 'Whoever reads the token from a log, a backup or a core dump can use it for as long as it lives.',
  remedy: 'remove `expirationSeconds` for an hour, or write at most 86400: the kubelet renews the file, and the application must read it again',
  checks: always((pod) => tokenViolations(pod, 'expirationSeconds', ({ expirationSeconds }) =>
    typeof expirationSeconds === 'number' && expirationSeconds > DAY)),
};
