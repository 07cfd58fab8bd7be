/*
 * The cluster's DNS answers the pod.
 *
 * Restricted fields: spec.dnsPolicy
 * Allowed values:    anything but None
 */
import { always, at, NONE, PodControl } from '../control';

export const dnsPolicy: PodControl = {
  id: 'dns-policy',
  title: 'No DNS servers of the pod\'s own',
  level: 'hardened',
  severity: 'warning',
  why: 'A pod with name servers of its own evades the DNS policies and logs of the cluster, and hands data out in its queries.',
  remedy: 'remove it',
  knownAs: {},
  checks: always((pod) => pod.json.dnsPolicy === 'None' ? [at(pod, ['dnsPolicy'])] : NONE),
};
