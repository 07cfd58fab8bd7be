import { NetworkPods } from './network-pods';
import { PeerGroup, peerGroups } from './peer-groups';
import { PodIndex } from './pod-index';
import { RulePort, rulePorts } from './ports';
import { append } from '../../manifest/group-by';
import { asArray, asObject, JsonObject } from '../../manifest/json';
import { templateSelector } from '../../manifest/label-selector';

/** A NetworkPolicy, and the place whose pods it selects. */
export interface PlacedPolicy {
  readonly object: JsonObject;
  readonly place: string;
}

export type Direction = 'Ingress' | 'Egress';

/** What a direction of a policy allows: ports by peer. */
export type Allowed = ReadonlyMap<PeerGroup, readonly RulePort[]>;

/** A policy with the pods that it selects. */
export interface Policy {
  readonly selected: ReadonlySet<NetworkPods>;
  /** Undefined for a direction that the policy does not isolate. */
  readonly allowed: { readonly [direction in Direction]: Allowed | undefined };
}

/** Reads policies as the API server completes them, see https://kubernetes.io/docs/concepts/services-networking/network-policies/. */
export function readPolicy({ object, place }: PlacedPolicy, index: PodIndex, groups: Map<string, PeerGroup>): Policy {
  const { podSelector, policyTypes, ingress, egress } = asObject(object.spec);
  const types = asArray(policyTypes).length > 0 ? asArray(policyTypes) : ['Ingress', ...asArray(egress).length > 0 ? ['Egress'] : []];
  const allowedBy = (type: Direction, rules: unknown, peers: 'from' | 'to') => types.includes(type) ? allowed(rules, peers, place, index, groups) : undefined;
  return {
    selected: index.selectAt(place, templateSelector(asObject(podSelector))),
    allowed: { Ingress: allowedBy('Ingress', ingress, 'from'), Egress: allowedBy('Egress', egress, 'to') },
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
