/*
 * A projected token says for whom it is.
 *
 * Restricted fields: spec.volumes[*].projected.sources[*].serviceAccountToken.audience
 * Allowed values:    any but the empty one; undefined is the API server, and that is a choice to be made in the open
 */
import { always, PodControl } from '../control';
import { tokenViolations } from './token-sources';

export const tokenAudience: PodControl = {
  id: 'token-audience',
  title: 'An audience for every projected token',
  level: 'hardened',
  severity: 'error',
  why: 'A token without an audience is good for the API server, so whoever receives it can act there as the pod.',
  remedy: 'write `audience`: the service that checks the token, or the API server\'s own audience (kubeadm: `https://kubernetes.default.svc.cluster.local`) if it is for that',
  checks: always((pod) => tokenViolations(pod, 'audience', ({ audience }) => !audience)),
};
