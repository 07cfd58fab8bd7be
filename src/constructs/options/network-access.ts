import { checkOptions, ExpectedOptions, listOf, objectOf } from './check-values';
import { NetworkPeer } from './network-peer';
import { OptionError } from '../../formats/language/option-error';
import { Access, portsTo } from '../../policy/network/policy';

/** Options of `NetworkAccess.isolated`. */
export interface IsolatedNetworkOptions {
  /**
   * Who may connect to the pods, in addition to workloads of the app (`connections.allowFrom`), and to what their Services and
   * Ingresses need.
   *
   * @default - nobody
   */
  readonly allowFrom?: NetworkPeer[];

  /**
   * What the pods may connect to, in addition to workloads of the app (`connections.allowTo`) and DNS.
   *
   * @default - nothing
   */
  readonly allowTo?: NetworkPeer[];
}

const PEER = objectOf('_toPeer', () => 'write NetworkPeer.internet(), NetworkPeer.pods(\'monitoring\') or another NetworkPeer; for a workload call `connections`');
const PEERS = listOf(PEER, () => 'write [NetworkPeer.internet()]');
const OPTIONS: ExpectedOptions<IsolatedNetworkOptions> = { allowFrom: PEERS, allowTo: PEERS };

/**
 * Who may connect to the pods of a workload, and what they may connect to. It becomes a NetworkPolicy, which only a network plugin (CNI)
 * that implements them enforces: docs/how-to/network.md says how to see that.
 *
 * @exampleMetadata fixture=app
 * @example
 *
 * new HardenedDeployment(chart, 'api', {
 *   containers: [{ image: 'registry.example.com/shop/api:2.0.1', portNumber: 3000 }],
 *   network: NetworkAccess.isolated({ allowTo: [NetworkPeer.internet()] }),
 * });
 */
export class NetworkAccess {
  /**
   * Nobody connects to the pods, and they connect to nothing but the DNS of the platform, unless you or `connections` allow it. What
   * reaches the pods through a Service of the type LoadBalancer or NodePort, or through an Ingress, is allowed too, and noted on the
   * policy.
   *
   * @param options what is allowed
   * @throws if an option is misspelled or not of its type, or a peer of `allowTo` names no port
   */
  public static isolated(options: IsolatedNetworkOptions = {}): NetworkAccess {
    checkOptions('NetworkAccess.isolated', options, OPTIONS);
    const { allowFrom = [], allowTo = [] } = options;
    const access = { allowFrom: peersOf(allowFrom), allowTo: peersOf(allowTo) };
    const index = access.allowTo.findIndex((peer) => !portsTo(peer));
    if (index >= 0) {
      throw new OptionError(`allowTo[${index}], ${access.allowTo[index].name}, names no port, so all of them would be open: set \`ports\``);
    }
    return new NetworkAccess(access);
  }

  private constructor(private readonly access: Access) {}

  /**
   * The access as plain data.
   *
   * @internal
   */
  public _toAccess(): Access {
    return this.access;
  }
}

function peersOf(peers: readonly NetworkPeer[]): Access['allowFrom'] {
  return peers.map((peer) => peer._toPeer());
}
