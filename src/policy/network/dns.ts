import { ipBlock, podsIn } from './peer';
import { JsonObject } from '../../formats/manifest/json';
import { PlatformName } from '../settings/target';

const both = (port: number): readonly JsonObject[] => [{ port, protocol: 'UDP' }, { port, protocol: 'TCP' }];

/** CoreDNS and kube-dns. The pods of Gardener listen on 8053: https://github.com/cilium/cilium/issues/13308 */
const CLUSTER_DNS: JsonObject = { to: [podsIn('kube-system', { 'k8s-app': 'kube-dns' })], ports: [...both(53), ...both(8053)] };

/**
 * NodeLocal DNSCache and the DNS cache of kubespray run in the network of the node, where selectors do not find them. Only Cilium redirects
 * to pods, also in Dataplane V2 of GKE Autopilot. Cloud DNS of GKE answers at the address of the metadata server, so only port 53 may be
 * open there. https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/, https://github.com/tektoncd/operator/issues/4000,
 * https://github.com/cilium/cilium-cli/pull/995
 */
const NODE_DNS: JsonObject = {
  to: [
    podsIn('kube-system', { 'k8s-app': 'node-local-dns' }),
    ...['169.254.20.10/32', '169.254.25.10/32', '169.254.169.254/32'].map((cidr) => ipBlock(cidr)),
  ],
  ports: both(53),
};

/**
 * The DNS pods of OpenShift listen on 5353. Policies never see port 53 of their Service.
 * https://github.com/nmstate/kubernetes-nmstate/issues/1570
 */
const OPENSHIFT_DNS: JsonObject = {
  to: [podsIn('openshift-dns', { 'dns.operator.openshift.io/daemonset-dns': 'default' })], ports: both(5353),
};

const RULES: { readonly [platform in PlatformName]: readonly JsonObject[] } = {
  'kubernetes': [CLUSTER_DNS, NODE_DNS],
  'gke-autopilot': [CLUSTER_DNS, NODE_DNS],
  'openshift': [OPENSHIFT_DNS],
  'openshift-v3': [OPENSHIFT_DNS],
};

/** The egress rules that name resolution needs. */
export function dnsRules(platform: PlatformName): readonly JsonObject[] {
  return RULES[platform];
}
