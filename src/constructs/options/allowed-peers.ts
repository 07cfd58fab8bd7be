import { Expected, listOption, objectOption } from './check-values';
import { HardeningProps } from './hardening-props';
import { NetworkPeer } from './network-peer';
import { OptionError } from '../../formats/language/option-error';
import { Access, portsTo } from '../../policy/network/policy';

const PEER = objectOption('_toPeer', () => 'write NetworkPeer.internet(), NetworkPeer.pods(\'monitoring\') or '
  + 'another NetworkPeer; for a workload call `connections`');

export const NETWORK_PEERS: Expected = listOption(PEER, () => 'write [NetworkPeer.internet()]');

/** No connections but those that every isolated pod needs. */
export const ISOLATED: Access = { allowFrom: [], allowTo: [] };

/**
 * The allowed connections of a workload's pods.
 *
 * @returns undefined if the pods are not isolated
 * @throws if `isolate` contradicts the peers, or a peer of `allowTo` has no ports
 */
export function allowedPeers({ isolate, allowFrom, allowTo }: HardeningProps & { readonly isolate?: boolean }): Access | undefined {
  const given = Object.entries({ allowFrom, allowTo }).filter(([, peers]) => peers !== undefined).map(([option]) => option);
  if (given.length === 0) {
    return isolate ? ISOLATED : undefined;
  }
  if (isolate === false) {
    throw new OptionError(`\`isolate\` is false, and \`${given[0]}\` isolates the pods: remove one of them`);
  }
  const access = { allowFrom: peersOf(allowFrom), allowTo: peersOf(allowTo) };
  const index = access.allowTo.findIndex((peer) => !portsTo(peer));
  if (index >= 0) {
    throw new OptionError(`allowTo[${index}], ${access.allowTo[index].name}, has no ports, so all ports would be open: set \`ports\``);
  }
  return access;
}

function peersOf(peers: readonly NetworkPeer[] = []): Access['allowFrom'] {
  return peers.map((peer) => peer._toPeer());
}
