import { NetworkPods } from './network-pods';
import { isEmptySelector, PodIndex, remembered } from './pod-index';
import { asArray, asObject, asString, isObject, JsonObject } from '../../../formats/manifest/json';

/** A peer in a rule of a policy. Equal peers are the same object. */
export interface PeerGroup {
  readonly kind: 'everything' | 'pods' | 'addresses';
  /** The entry of `from` or `to`; undefined for everything. */
  readonly entry?: JsonObject;
  /** The namespace of the policy, if the entry selects pods and has no namespaceSelector. */
  readonly place?: string;
  /** The matching pods of the input. An ipBlock has no members, since the addresses of pods are unknown. */
  readonly members: ReadonlySet<NetworkPods>;
  /** Whether reports show the peer as a whole, and not each of its pods. */
  readonly isWhole: boolean;
}

/** Maximum number of workloads of a selector that is shown pod by pod: the number of pairs grows with the square of the workloads. */
const MAX_SHOWN = 20;

const NOBODY: ReadonlySet<NetworkPods> = new Set();

export const EVERYTHING: PeerGroup = { kind: 'everything', members: NOBODY, isWhole: true };

/** The peers of a rule; everything for a rule without peers. */
export function peerGroups(peers: unknown, place: string, index: PodIndex, known: Map<string, PeerGroup>): readonly PeerGroup[] {
  const entries = asArray(peers);
  return entries.length === 0 ? [EVERYTHING] : entries.map((entry) => groupOf(asObject(entry), place, index, known));
}

/** Whether a peer contains pods of the input. */
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
  return remembered<PeerGroup>(known, [place, pods], () => ({
    ...podsGroup(index.selectAt(place, pods, 'some'), { podSelector: pods }),
    place,
  }));
}

function podsGroup(members: ReadonlySet<NetworkPods>, entry: JsonObject): PeerGroup {
  const isWhole = members.size === 0 || members.size > MAX_SHOWN || isEmptySelector(asObject(entry.podSelector));
  return { kind: 'pods', entry, members, isWhole };
}
