import { peerName, PeerName } from './peer-names';
import { remarksOn } from './remarks';
import { leadsTo, ServiceTarget, targetsOfService } from './service-targets';
import { groupBy } from '../../formats/manifest/group-by';
import { NO_NAME } from '../../formats/manifest/object-ref';
import { ClusterObjects } from '../../policy/network/cluster-objects';
import { Connection, isPods, Network, NetworkEnd } from '../../policy/network/evaluate/network';
import { NetworkPods } from '../../policy/network/evaluate/network-pods';
import { OpenPorts, openPorts } from '../../policy/network/evaluate/ports';
import { printable } from '../reports/printable';

/** Pods, or what connects to pods, as a picture shows it. All texts are printable. */
export interface MapNode {
  readonly title: string;
  readonly detail: string;
  readonly kind: 'workload' | 'dns' | 'outside';
  /** The effect of policies on a workload; undefined for others. */
  readonly isolation?: ShownIsolation;
}

export interface ShownIsolation {
  /** Whether policies limit the connections to it. */
  readonly ingress: boolean;
  /** Whether policies limit the connections from it. */
  readonly egress: boolean;
}

export interface MapConnection {
  readonly from: MapNode;
  readonly to: MapNode;
  readonly ports: OpenPorts;
  /** The Services in between, such as `api:80`. */
  readonly services: readonly string[];
}

/** The allowed connections. */
export interface NetworkMap {
  readonly nodes: readonly MapNode[];
  readonly connections: readonly MapConnection[];
  /** Further remarks for the reader. */
  readonly remarks: readonly string[];
}

/** The maximum number of connections between workloads. */
const MAX_PAIRS = 100_000;

/**
 * The map of all objects that were collected.
 *
 * @param most the maximum number of connections between workloads
 */
export function networkMap(objects: ClusterObjects, most = MAX_PAIRS): NetworkMap {
  const { pods, policies, namespaceLabels } = objects;
  const network = new Network({ pods, policies, namespaceLabels });
  const targets = targetsOfService(pods, objects.services);
  const nodes = new Nodes(network, pods);
  const found = network.connections(most);
  const connections = merged(found.map((connection) => ({
    from: nodes.of(connection.from, connection), to: nodes.of(connection.to, connection), connection,
  })), targets);
  return { nodes: nodes.all, connections, remarks: remarksOn(objects, network, found, targets, most) };
}

/** The part of a map that is about some workloads. */
export function ofWorkloads({ nodes, connections, remarks }: NetworkMap, names: readonly string[]): NetworkMap {
  const chosen = new Set(nodes.filter(({ kind, title }) => kind === 'workload' && names.includes(title)));
  const own = connections.filter(({ from, to }) => chosen.has(from) || chosen.has(to));
  const shown = new Set([...chosen, ...own.flatMap(({ from, to }) => [from, to])]);
  return { nodes: nodes.filter((node) => shown.has(node)), connections: own, remarks };
}

/** The nodes of a map, without repeats. Peers with the same name are one node. */
class Nodes {
  private readonly byPods = new Map<NetworkPods, MapNode>();
  private readonly byName = new Map<string, MapNode>();

  constructor(network: Network, all: readonly NetworkPods[]) {
    for (const pods of all) {
      const { kind, name, namespace } = pods;
      this.byPods.set(pods, {
        title: printable(name || NO_NAME),
        detail: printable(namespace === undefined ? kind : `${kind} in ${namespace}`),
        kind: 'workload',
        isolation: { ingress: network.isIsolated(pods, 'Ingress'), egress: network.isIsolated(pods, 'Egress') },
      });
    }
  }

  public of(end: NetworkEnd, { from, to, ports }: Connection): MapNode {
    if (isPods(end)) {
      return this.byPods.get(end)!;
    }
    const [own] = [from, to].filter(isPods);
    const name = peerName(end, ports, () => own.namespace ?? 'the same namespace');
    const key = JSON.stringify([name.title, name.detail]);
    const node = this.byName.get(key) ?? nodeOf(name);
    this.byName.set(key, node);
    return node;
  }

  public get all(): readonly MapNode[] {
    return [...this.byPods.values(), ...this.byName.values()];
  }
}

function nodeOf({ title, detail, isDns }: PeerName): MapNode {
  return { title: printable(title), detail: printable(detail), kind: isDns ? 'dns' : 'outside' };
}

interface Ends {
  readonly from: MapNode;
  readonly to: MapNode;
  readonly connection: Connection;
}

/** One connection between two nodes, in this order: from outside, between workloads, to the outside. */
function merged(all: readonly Ends[], targets: ReadonlyMap<NetworkPods, readonly ServiceTarget[]>): readonly MapConnection[] {
  const numbers = new Map<MapNode, number>();
  const numberOf = (node: MapNode) => numbers.get(node) ?? numbers.set(node, numbers.size).size - 1;
  const groups = groupBy(all, ({ from, to }) => `${numberOf(from)} ${numberOf(to)}`);
  return [...groups.values()].map((group) => {
    const [{ from, to, connection }] = group;
    const ports = openPorts(group.flatMap(({ connection: each }) => [...each.ports.ranges, ...each.ports.names]));
    const services = isPods(connection.to) ? (targets.get(connection.to) ?? []).filter((target) => leadsTo(target, ports)) : [];
    return { from, to, ports, services: [...new Set(services.map(({ title }) => printable(title)))] };
  }).sort((a, b) => rank(a) - rank(b));
}

function rank({ from, to }: MapConnection): number {
  if (from.kind !== 'workload') {
    return 0;
  }
  if (to.kind === 'workload') {
    return 1;
  }
  return to.kind === 'outside' ? 2 : 3;
}
