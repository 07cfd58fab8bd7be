import { ipBlock, Peer, podsIn } from './peer';
import { JsonObject } from '../../formats/manifest/json';
import { PlatformName } from '../settings/target';

const NGINX = podsIn('ingress-nginx', { 'app.kubernetes.io/name': 'ingress-nginx' });

/** https://docs.redhat.com/en/documentation/openshift_container_platform/4.17/html/network_security/network-policy */
const ROUTER: JsonObject = { namespaceSelector: { matchLabels: { 'policy-group.network.openshift.io/ingress': '' } }, podSelector: {} };

/** Google's load balancers and their health checks. https://cloud.google.com/load-balancing/docs/https#firewall-rules */
const GOOGLE = ['35.191.0.0/16', '130.211.0.0/22'].map((cidr) => ipBlock(cidr));

const CONTROLLERS: { readonly [platform in PlatformName]: readonly JsonObject[] } = {
  'kubernetes': [NGINX],
  'openshift': [ROUTER],
  'openshift-v3': [ROUTER],
  'gke-autopilot': GOOGLE,
};

/** The ingress controller of a platform, or else the most common one. */
export const INGRESS_CONTROLLER = {
  name: 'the ingress controller', entries: (platform: PlatformName) => CONTROLLERS[platform], isIngressController: true,
} satisfies Peer;

/**
 * All clients of a load balancer or a node port. Forwarded connections often have the address of a node, which an ipBlock of all addresses
 * does not include in Cilium: https://docs.cilium.io/en/stable/network/kubernetes/policy/
 */
export const ANYONE: Peer = { name: 'anyone', entries: () => undefined };

/**
 * Proxies of the Gateway API can run in the namespace of the Gateway, in the namespace of their controller, on nodes, or outside the
 * cluster.
 */
export const GATEWAY: Peer = { ...ANYONE, isIngressController: true };
