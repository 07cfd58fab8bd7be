import * as fc from 'fast-check';
import { Endpoint, isAllowed } from './evaluator';
import { isPods, Network, NetworkEnd } from '../../../src/policy/network/evaluate/network';
import { NetworkPods } from '../../../src/policy/network/evaluate/network-pods';
import { isMember } from '../../../src/policy/network/evaluate/peer-groups';
import { exactLabels } from '../../../src/policy/network/evaluate/pod-labels';
import { commonPorts, isPortOpen } from '../../../src/policy/network/evaluate/ports';

/*
 * Our evaluator works on sets of ports and on groups of pods. The evaluator of these tests decides one connection at a time, and shares no
 * code with it: for random pods and policies both must say the same.
 */

const KEYS = ['app', 'tier'];
const VALUES = ['a', 'b', 'c'];
const NAMESPACES = ['one', 'two', 'three'];
const PORTS = [1, 79, 80, 81, 443, 8080, 65535];

const oneOf = <T>(...values: T[]) => fc.constantFrom(...values);
const labels = fc.dictionary(oneOf(...KEYS), oneOf(...VALUES));
const selector = fc.record({
  matchLabels: fc.dictionary(oneOf(...KEYS), oneOf(...VALUES), { maxKeys: 1 }),
  matchExpressions: fc.array(fc.oneof(
    fc.record({ key: oneOf(...KEYS), operator: oneOf('In', 'NotIn'), values: fc.subarray(VALUES, { minLength: 1 }) }),
    fc.record({ key: oneOf(...KEYS), operator: oneOf('Exists', 'DoesNotExist') }),
  ), { maxLength: 1 }),
}, { requiredKeys: [] });
const byName = oneOf(...NAMESPACES).map((name) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } }));
const peer = fc.oneof(
  fc.record({ podSelector: selector, namespaceSelector: fc.oneof(selector, byName) }, { requiredKeys: [] })
    .filter((each) => Object.keys(each).length > 0),
  fc.constant({ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }),
);
const port = fc.oneof(
  fc.record({ protocol: oneOf('TCP', 'UDP', 'SCTP'), port: oneOf(...PORTS) }, { requiredKeys: [] }),
  fc.record({ port: oneOf(79, 80, 443), endPort: oneOf(80, 443, 8080) }).filter((each) => each.port <= each.endPort),
  fc.record({ port: oneOf('http', 'metrics', 'none') }),
);
const rules = (peers: 'from' | 'to') => fc.array(fc.record({ [peers]: fc.array(peer, { maxLength: 2 }), ports: fc.array(port, { maxLength: 2 }) }, { requiredKeys: [] }), { maxLength: 3 });
const policy = fc.record({
  metadata: fc.record({ namespace: oneOf(...NAMESPACES), name: fc.constant('p') }),
  spec: fc.record({
    podSelector: selector,
    policyTypes: fc.subarray(['Ingress', 'Egress']),
    ingress: rules('from'),
    egress: rules('to'),
  }, { requiredKeys: ['podSelector'] }),
});
const pods = fc.array(fc.record({
  namespace: oneOf(...NAMESPACES),
  labels,
  named: fc.dictionary(oneOf('http', 'metrics'), oneOf(80, 8080)),
  // In the network of its node a pod is an address, which no selector means.
  isOnHost: fc.boolean(),
}), { minLength: 1, maxLength: 6 });
const clusters = fc.record({
  pods, policies: fc.array(policy, { maxLength: 5 }), namespaces: fc.dictionary(oneOf(...NAMESPACES), labels),
});
type Generated = typeof clusters extends fc.Arbitrary<infer T> ? T : never;

const ours = ({ pods: all, policies, namespaces }: Generated) => {
  const endpoints = all.map(({ namespace, labels: own, named, isOnHost }, index): NetworkPods => ({
    kind: 'Deployment',
    name: `pods-${index}`,
    namespace,
    place: namespace,
    labels: exactLabels(own),
    ports: Object.entries(named).map(([name, number]) => ({ name, port: number, protocol: 'TCP' })),
    account: 'default',
    isOnHost,
  }));
  const network = new Network({
    pods: endpoints,
    policies: policies.map((object: any) => ({ object, place: object.metadata.namespace })),
    namespaceLabels: new Map(Object.entries(namespaces)),
  });
  return { endpoints, network };
};
const theirs = ({ pods: all }: Generated): readonly Endpoint[] => all.map(({ namespace, labels: own, named, isOnHost }, index) =>
  ({ name: `pods-${index}`, ...!isOnHost && { namespace, labels: own }, named }));

const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];
type Check = (from: number, to: number, port: number, protocol: string, allowed: boolean) => void;
const eachConnection = (cluster: Generated, check: Check) => {
  const endpoints = theirs(cluster);
  const { policies, namespaces } = cluster;
  endpoints.forEach((from, i) => endpoints.forEach((to, j) => PORTS.forEach((each) => PROTOCOLS.forEach((protocol) =>
    check(i, j, each, protocol, isAllowed({ policies, namespaces }, { from, to, port: each, protocol }))))));
};

it('allows between pods what the specification allows', () => {
  fc.assert(fc.property(clusters, (cluster) => {
    const { endpoints, network } = ours(cluster);
    eachConnection(cluster, (from, to, each, protocol, allowed) => {
      if (isPortOpen(network.portsBetween(endpoints[from], endpoints[to]), each, protocol) !== allowed) {
        throw new Error(`pods-${from} to pods-${to} on ${each}/${protocol}: expected ${allowed}`);
      }
    });
  }), { numRuns: 1000 });
});

it('lists as connections all that is allowed, and nothing else', () => {
  fc.assert(fc.property(clusters, (cluster) => {
    const { endpoints, network } = ours(cluster);
    const connections = network.connections();
    const means = (end: NetworkEnd, one: NetworkPods) => !isPods(end) && isMember(end, one);
    const listed = endpoints.map((from) => endpoints.map((to) => {
      const pair = connections.find((each) => each.from === from && each.to === to);
      const leaving = connections.filter((each) => each.from === from && means(each.to, to));
      const entering = connections.filter((each) => each.to === to && means(each.from, from));
      return (each: number, protocol: string) => pair ? isPortOpen(pair.ports, each, protocol)
        : leaving.some((one) => entering.some((other) =>
          isPortOpen(commonPorts(openPortsIn(one.ports, to), other.ports), each, protocol)));
    }));
    eachConnection(cluster, (from, to, each, protocol, allowed) => {
      if (listed[from][to](each, protocol) !== allowed) {
        throw new Error(`pods-${from} to pods-${to} on ${each}/${protocol}: expected ${allowed}`);
      }
    });
  }), { numRuns: 1000 });
});

/** Names of ports are left where a connection leads to a whole. */
function openPortsIn({ ranges, names }: ReturnType<Network['portsBetween']>, to: NetworkPods) {
  const named = names.flatMap(({ name, protocol }) => to.ports.filter((each) => each.name === name && each.protocol === protocol));
  return {
    ranges: [...ranges, ...named.map(({ port: from, protocol }) => ({ protocol, from, to: from }))]
      .sort((a, b) => a.protocol < b.protocol ? -1 : a.protocol > b.protocol ? 1 : a.from - b.from),
    names: [],
  };
}
