/*
 * The cluster's DNS answers the pod.
 *
 * Restricted fields: spec.dnsPolicy
 * Allowed values:    anything but None
 *
 * Restricted fields: spec.dnsConfig.nameservers[*]
 * Allowed values:    none: they are asked beside those of the policy, and whoever answers decides where the pod connects to
 *
 * A warning: node-local caches and split DNS need it.
 */
import { asArray, read } from '../../manifest/json';
import { PodView } from '../../manifest/pod';
import { always, at, PodControl, Violations } from '../control';
import { everyEntry } from '../entries';

const NAMESERVERS = ['dnsConfig', 'nameservers'];

export const dnsPolicy: PodControl = {
  id: 'dns-policy',
  title: 'No DNS servers of the pod\'s own',
  level: 'hardened',
  severity: 'warning',
  why: 'A pod with name servers of its own evades the DNS policies and logs of the cluster, and hands data out in its queries.',
  remedy: 'remove it',
  checks: always(ownServers),
};

function ownServers(pod: PodView): Violations {
  const servers = everyEntry(asArray(read(pod.json, NAMESERVERS)), (_, index) => at(pod, [...NAMESERVERS, index]));
  return pod.json.dnsPolicy === 'None' ? [at(pod, ['dnsPolicy']), ...servers] : servers;
}
