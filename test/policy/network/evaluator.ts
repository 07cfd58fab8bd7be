import { BlockList, isIP } from 'net';

/*
 * A reading of the NetworkPolicy specification that shares no code with `src`:
 * https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/ and
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */

type Labels = { readonly [name: string]: string };

/** A pod, or an address outside of the cluster, which has no labels and no namespace. */
export interface Endpoint {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Labels;
  readonly ip?: string;
  /** Its named ports. */
  readonly named?: { readonly [port: string]: number };
}

export interface Connection {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly port: number;
  readonly protocol?: string;
}

export interface Cluster {
  readonly policies: readonly any[];
  /** The labels of namespaces, beside the one that each has. */
  readonly namespaces?: { readonly [name: string]: Labels };
}

/** Whether a connection is allowed: both ends must allow it, if they are pods. */
export function isAllowed(cluster: Cluster, connection: Connection): boolean {
  return isAllowedAt('Egress', cluster, connection) && isAllowedAt('Ingress', cluster, connection);
}

function isAllowedAt(direction: 'Ingress' | 'Egress', cluster: Cluster, connection: Connection): boolean {
  const [own, other] = direction === 'Ingress' ? [connection.to, connection.from] : [connection.from, connection.to];
  const isolating = cluster.policies.filter(({ metadata, spec }) =>
    own.namespace !== undefined && (metadata.namespace ?? 'default') === own.namespace && matches(spec.podSelector, own.labels ?? {})
    && typesOf(spec).includes(direction));
  const key = direction.toLowerCase();
  const rules = isolating.flatMap(({ metadata, spec }) => (spec[key] ?? []).map((rule: any) => ({ rule, namespace: metadata.namespace ?? 'default' })));
  return isolating.length === 0 || rules.some(({ rule, namespace }) =>
    isPeer(direction === 'Ingress' ? rule.from : rule.to, other, namespace, cluster) && isPort(rule.ports, connection));
}

/**
 * "If no policyTypes are specified on a NetworkPolicy then by default Ingress will always be set and Egress will be set if the policy
 * has any egress rules." An empty list specifies none: `SetDefaults_NetworkPolicy` in
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/networking/v1/defaults.go asks for its length.
 */
function typesOf({ policyTypes, egress }: any): readonly string[] {
  return policyTypes?.length > 0 ? policyTypes : ['Ingress', ...egress?.length > 0 ? ['Egress'] : []];
}

/** "If this field is empty or missing, this rule matches all sources." */
function isPeer(peers: readonly any[] | undefined, other: Endpoint, policyNamespace: string, { namespaces = {} }: Cluster): boolean {
  return !peers?.length || peers.some(({ ipBlock, namespaceSelector, podSelector }) => {
    if (ipBlock) {
      return other.ip !== undefined && inRange(ipBlock.cidr, other.ip) && !ipBlock.except?.some((each: string) => inRange(each, other.ip!));
    }
    if (other.namespace === undefined) {
      return false;
    }
    const labels = { ...namespaces[other.namespace], 'kubernetes.io/metadata.name': other.namespace };
    const inNamespace = namespaceSelector ? matches(namespaceSelector, labels) : other.namespace === policyNamespace;
    return inNamespace && (!podSelector || matches(podSelector, other.labels ?? {}));
  });
}

/** Of both directions the port is that of the destination. */
function isPort(ports: readonly any[] | undefined, { to, port, protocol = 'TCP' }: Connection): boolean {
  return !ports?.length || ports.some((each) => (each.protocol ?? 'TCP') === protocol && (
    each.port === undefined ? true
      : typeof each.port === 'string' ? to.named?.[each.port] === port
        : port >= each.port && port <= (each.endPort ?? each.port)));
}

function matches({ matchLabels = {}, matchExpressions = [] }: any, labels: Labels): boolean {
  return Object.entries(matchLabels).every(([name, value]) => labels[name] === value)
    && matchExpressions.every(({ key, operator, values = [] }: any) => ({
      In: key in labels && values.includes(labels[key]),
      NotIn: !(key in labels) || !values.includes(labels[key]),
      Exists: key in labels,
      DoesNotExist: !(key in labels),
    } as any)[operator]);
}

function inRange(cidr: string, ip: string): boolean {
  const [network, prefix] = cidr.split('/');
  const list = new BlockList();
  list.addSubnet(network, Number(prefix), isIP(network) === 4 ? 'ipv4' : 'ipv6');
  return isIP(network) === isIP(ip) && list.check(ip, isIP(ip) === 4 ? 'ipv4' : 'ipv6');
}
