import { NetworkPods } from './network-pods';
import { isEmptySelector, PodIndex, remembered } from './pod-index';
import { asArray, asObject, asString, isObject, JsonObject } from '../../../formats/manifest/json';

/** The peer in a rule of a policy. Equal peers are the same object. */
export interface PeerGroup {
  readonly kind: 'everything' | 'pods' | 'addresses';
  /** The entry of `from` or `to`; undefined for everything. */
  readonly entry?: JsonObject;
  /** The namespace of the policy, if the entry selects pods and has no namespaceSelector. */
  readonly place?: string;
  /** The pods of the input that match. The addresses of pods are unknown. */
  readonly members: ReadonlySet<NetworkPods>;
  /** Whether it is shown as a whole, and not pod by pod. */
  readonly isWhole: boolean;
}

/** A selector that matches more workloads is shown as a whole: the number of connections of all pairs would grow with their square. */
const MAX_SHOWN = 20;

const NOBODY: ReadonlySet<NetworkPods> = new Set();

export const EVERYTHING: PeerGroup = { kind: 'everything', members: NOBODY, isWhole: true };

/** The peers of a rule; everything if it has none. */
export function peerGroups(peers: unknown, place: string, index: PodIndex, known: Map<string, PeerGroup>): readonly PeerGroup[] {
  const entries = asArray(peers);
  return entries.length === 0 ? [EVERYTHING] : entries.map((entry) => groupOf(asObject(entry), place, index, known));
}

/** Whether pods of the input match. */
export function isMember({ kind, members }: PeerGroup, pods: NetworkPods): boolean {
  return kind === 'everything' || members.has(pods);
}

function groupOf(
  { ipBlock, namespaceSelector, podSelector }: JsonObject, place: string, index: PodIndex, known: Map<string, PeerGroup>,
): PeerGroup {
  if (isObject(ipBlock)) {
    const { cidr, except } = ipBlock;
    const block = { cidr: asString(cidr) ?? '', except: asArray(except).map((each) => asString(each) ?? '') };
    return remembered<PeerGroup>(known, block, () => ({ kind: 'addresses', entry: { ipBlock: block }, members: NOBODY, isWhole: true }));
  }
  const pods = asObject(podSelector);
  if (isObject(namespaceSelector)) {
    return remembered(known, [namespaceSelector, pods], () =>
      podsGroup(index.selectIn(namespaceSelector, pods, 'some'), { namespaceSelector, podSelector: pods }));
  }
  return remembered<PeerGroup>(known, [place, pods], () => ({ ...podsGroup(index.selectAt(place, pods, 'some'), { podSelector: pods }), place }));
}

function podsGroup(members: ReadonlySet<NetworkPods>, entry: JsonObject): PeerGroup {
  const isWhole = members.size === 0 || members.size > MAX_SHOWN || isEmptySelector(asObject(entry.podSelector));
  return { kind: 'pods', entry, members, isWhole };
}
