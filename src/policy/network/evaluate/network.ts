import { Direction } from './direction';
import { refuseSomebody } from './everyone';
import { NetworkPods, numbersIn } from './network-pods';
import { EVERYTHING, isMember, PeerGroup } from './peer-groups';
import { NamespaceLabels, PodIndex } from './pod-index';
import { PlacedPolicy, Policy, readPolicy } from './policies';
import { ALL_PORTS, commonPorts, hasPorts, OpenPorts, openPorts, RulePort } from './ports';
import { append } from '../../../formats/manifest/group-by';

/** The known objects of a cluster. */
export interface NetworkObjects {
  readonly pods: readonly NetworkPods[];
  readonly policies: readonly PlacedPolicy[];
  readonly namespaceLabels: NamespaceLabels;
}

export type NetworkEnd = NetworkPods | PeerGroup;

/** An allowed connection: both ends allow it. For a peer that is shown as a whole, only the other end is known to allow it. */
export interface Connection {
  readonly from: NetworkEnd;
  readonly to: NetworkEnd;
  readonly ports: OpenPorts;
}

export function isPods(end: NetworkEnd): end is NetworkPods {
  return 'labels' in end;
}

/** The connections that the NetworkPolicies of a cluster allow. */
export class Network {
  /** The policies that select none of the pods. */
  public readonly unused: readonly PlacedPolicy[];
  /** The policies that select only some pods of a workload, or may do so. They isolate no workload. */
  public readonly partial: readonly PlacedPolicy[];
  /** The policies that the API server refuses, and the reasons. */
  public readonly refused: readonly (PlacedPolicy & { readonly refusal: string })[];
  private readonly sides: ReadonlyMap<NetworkPods, { readonly [direction in Direction]: Side }>;
  /** For each workload, the workloads whose rules accept connections from its pods. */
  private namedBy?: ReadonlyMap<NetworkPods, readonly NetworkPods[]>;

  constructor(private readonly objects: NetworkObjects) {
    const index = new PodIndex(objects.pods.filter(({ isOnHost }) => !isOnHost), objects.namespaceLabels);
    const groups = new Map<string, PeerGroup>();
    const policies = objects.policies.map((policy) => readPolicy(policy, index, groups));
    const those = (isOne: (policy: Policy) => boolean) => objects.policies.filter((_, number) => isOne(policies[number]));
    this.unused = those(({ selected, refusal }) => selected.size === 0 && refusal === undefined);
    this.partial = those(({ selected, isolated }) => selected.size > 0 && isolated.size === 0);
    this.refused = objects.policies.flatMap((policy, number) => {
      const { refusal } = policies[number];
      return refusal === undefined ? [] : [{ ...policy, refusal }];
    });
    this.sides = sidesOf(objects.pods, policies);
  }

  /** Whether policies select the pods for a direction, and refuse some of the connections. */
  public isIsolated(pods: NetworkPods, direction: Direction): boolean {
    return this.sides.get(pods)![direction].isIsolated;
  }

  /** Whether policies select the pods for a direction, even if they allow everything. */
  public isSelected(pods: NetworkPods, direction: Direction): boolean {
    return this.sides.get(pods)![direction].isSelected;
  }

  /** The ports on which pods may connect to others. */
  public portsBetween(from: NetworkPods, to: NetworkPods): OpenPorts {
    return commonPorts(this.sides.get(from)!.Egress.portsWith(to, to), this.sides.get(to)!.Ingress.portsWith(from, to));
  }

  /**
   * All connections. Two pods are not listed as a pair if they allow each other only as parts of a whole, such as everything. They can
   * connect on the ports that are open in both of their connections with the whole.
   *
   * @param most the maximum number of connections between pods, which can grow with the square of the pods. Further connections are left
   * out.
   */
  public connections(most = Infinity): readonly Connection[] {
    const wholes = this.objects.pods.flatMap((pods) => this.wholes(pods));
    const pairs: Connection[] = [];
    for (const pods of this.objects.pods) {
      if (pairs.length < most) {
        this.pairs(pods).forEach((pair) => pairs.push(pair));
      }
    }
    return [...wholes, ...pairs];
  }

  private wholes(pods: NetworkPods): readonly Connection[] {
    const { Ingress, Egress } = this.sides.get(pods)!;
    return [
      ...Ingress.wholes.map(([from, ports]) => ({ from, to: pods, ports: openPorts(ports, numbersIn(pods)) })),
      ...Egress.wholes.map(([to, ports]) => ({ from: pods, to, ports: openPorts(ports) })),
    ].filter(({ ports }) => hasPorts(ports));
  }

  /** The connections from pods to other pods for which a rule of one end selects the other end. */
  private pairs(from: NetworkPods): readonly Connection[] {
    this.namedBy ??= namedBy(this.objects.pods, this.sides);
    const targets = new Set([...this.sides.get(from)!.Egress.named, ...this.namedBy.get(from) ?? []]);
    return [...targets].map((to) => ({ from, to, ports: this.portsBetween(from, to) })).filter(({ ports }) => hasPorts(ports));
  }
}

/** The connections that pods allow in one direction, through all policies that select them. */
class Side {
  public readonly named: ReadonlySet<NetworkPods>;
  private readonly byPods: ReadonlyMap<NetworkPods, readonly RulePort[]>;
  private readonly byWhole: ReadonlyMap<PeerGroup, readonly RulePort[]>;

  /**
   * @param isSelected whether a policy selects all of the pods
   * @param isIsolated whether these policies refuse some of the connections
   */
  constructor(public readonly isSelected: boolean, public readonly isIsolated: boolean, policies: readonly Policy[], direction: Direction) {
    const byPods = new Map<NetworkPods, RulePort[]>();
    const byWhole = new Map<PeerGroup, RulePort[]>();
    for (const [group, ports] of policies.flatMap(({ allowed }) => [...allowed[direction]!])) {
      if (group.isWhole) {
        append(byWhole, group, ports);
      } else {
        group.members.forEach((pods) => append(byPods, pods, ports));
      }
    }
    this.byPods = shortened(byPods);
    this.byWhole = shortened(byWhole);
    this.named = new Set(byPods.keys());
  }

  public get wholes(): readonly (readonly [PeerGroup, readonly RulePort[]])[] {
    return this.isIsolated ? [...this.byWhole] : [[EVERYTHING, ALL_PORTS.ranges]];
  }

  /** @param to the pods that the connection ends at, which give numbers to named ports */
  public portsWith(other: NetworkPods, to: NetworkPods): OpenPorts {
    if (!this.isIsolated) {
      return ALL_PORTS;
    }
    const ofWholes = [...this.byWhole].filter(([group]) => isMember(group, other)).flatMap(([, ports]) => ports);
    return openPorts([...this.byPods.get(other) ?? [], ...ofWholes], numbersIn(to));
  }
}

/**
 * The sides of all pods. Pods with the same policies share their sides. A policy isolates a workload only if it selects all of its pods.
 * Its rules add connections even if it only selects some of them.
 */
function sidesOf(all: readonly NetworkPods[], policies: readonly Policy[]): Network['sides'] {
  const byPods = new Map<NetworkPods, number[]>();
  policies.forEach(({ selected }, number) => selected.forEach((pods) => append(byPods, pods, [number])));
  const known = new Map<string, Side>();
  const sideOf = (pods: NetworkPods, direction: Direction): Side => {
    const numbers = (byPods.get(pods) ?? []).filter((number) => policies[number].allowed[direction]);
    const isolating = numbers.filter((number) => policies[number].isolated.has(pods));
    const key = JSON.stringify([direction, isolating, isolating.length > 0 ? numbers : []]);
    const isIsolated = () => isolating.length > 0 && refuseSomebody(isolating.map((number) => policies[number].open), direction);
    const side = known.get(key) ?? new Side(isolating.length > 0, isIsolated(), numbers.map((number) => policies[number]), direction);
    known.set(key, side);
    return side;
  };
  return new Map(all.map((pods) => [pods, { Ingress: sideOf(pods, 'Ingress'), Egress: sideOf(pods, 'Egress') }]));
}

/** Merges ports, because many rules may open the same ports. */
function shortened<K>(ports: ReadonlyMap<K, readonly RulePort[]>): ReadonlyMap<K, readonly RulePort[]> {
  return new Map([...ports].map(([key, all]) => {
    const { ranges, names } = openPorts(all);
    return [key, [...ranges, ...names]];
  }));
}

function namedBy(all: readonly NetworkPods[], sides: Network['sides']): ReadonlyMap<NetworkPods, readonly NetworkPods[]> {
  const result = new Map<NetworkPods, NetworkPods[]>();
  all.forEach((to) => sides.get(to)!.Ingress.named.forEach((from) => append(result, from, [to])));
  return result;
}
