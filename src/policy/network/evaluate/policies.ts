import { Direction } from './direction';
import { OpenToEveryone } from './everyone';
import { isRefused, readIsolation } from './isolation';
import { NetworkPods } from './network-pods';
import { PeerGroup, peerGroups } from './peer-groups';
import { PodIndex } from './pod-index';
import { RulePort, rulePorts } from './ports';
import { append } from '../../../formats/manifest/group-by';
import { asArray, asObject, JsonObject } from '../../../formats/manifest/json';

/** A NetworkPolicy, and the place of the pods that it selects. */
export interface PlacedPolicy {
  readonly object: JsonObject;
  readonly place: string;
}

/** The ports that a policy allows in one direction, by peer. */
export type Allowed = ReadonlyMap<PeerGroup, readonly RulePort[]>;

/** A policy with the pods that it selects. */
export interface Policy {
  /** The workloads that the policy isolates, because it selects all of their pods. */
  readonly isolated: ReadonlySet<NetworkPods>;
  /** The workloads of which the policy selects some pods, or may do so. Its rules add connections for these pods. */
  readonly selected: ReadonlySet<NetworkPods>;
  /** Undefined for a direction that the policy does not isolate. */
  readonly allowed: { readonly [direction in Direction]: Allowed | undefined };
  /** The ports that the policy opens to everyone. */
  readonly open: OpenToEveryone;
  /** Why the API server refuses the policy. */
  readonly refusal?: string;
}

const NOBODY: ReadonlySet<NetworkPods> = new Set();
const NO_DIRECTION: Policy['allowed'] = { Ingress: undefined, Egress: undefined };
const NOTHING: OpenToEveryone = { Ingress: [], Egress: [] };

/** Reads a policy, and finds the pods that it selects. */
export function readPolicy({ object, place }: PlacedPolicy, index: PodIndex, groups: Map<string, PeerGroup>): Policy {
  const isolation = readIsolation(object);
  if (isRefused(isolation)) {
    return { isolated: NOBODY, selected: NOBODY, allowed: NO_DIRECTION, open: NOTHING, refusal: isolation.refusal };
  }
  const { podSelector, ingress, egress } = asObject(object.spec);
  const allowedBy = (type: Direction, rules: unknown, peers: 'from' | 'to') =>
    isolation.directions.has(type) ? allowed(rules, peers, place, index, groups) : undefined;
  return {
    isolated: index.selectAt(place, podSelector, 'all'),
    selected: index.selectAt(place, podSelector, 'some'),
    allowed: { Ingress: allowedBy('Ingress', ingress, 'from'), Egress: allowedBy('Egress', egress, 'to') },
    open: isolation.open,
  };
}

function allowed(rules: unknown, peers: 'from' | 'to', place: string, index: PodIndex, groups: Map<string, PeerGroup>): Allowed {
  const result = new Map<PeerGroup, RulePort[]>();
  for (const rule of asArray(rules).map(asObject)) {
    const ports = rulePorts(rule.ports);
    for (const group of peerGroups(rule[peers], place, index, groups)) {
      append(result, group, ports);
    }
  }
  return result;
}
