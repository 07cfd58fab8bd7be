import { checkOptions, ExpectedOptions, listOption, objectOption } from './check-values';
import { NetworkPeer } from './network-peer';
import { OptionError } from '../../formats/language/option-error';
import { Access, portsTo } from '../../policy/network/policy';

/** Options of `NetworkAccess.isolated`. */
export interface IsolatedNetworkOptions {
  /**
   * Peers that may connect to the pods. Workloads that `connections.allowFrom` lists, and the traffic of the pods' Services and Ingresses,
   * are also allowed.
   *
   * @default - none
   */
  readonly allowFrom?: NetworkPeer[];

  /**
   * Peers that the pods may connect to, in addition to workloads of the app (`connections.allowTo`) and DNS.
   *
   * @default - none
   */
  readonly allowTo?: NetworkPeer[];
}

const PEER = objectOption('_toPeer', () => 'write NetworkPeer.internet(), NetworkPeer.pods(\'monitoring\') or '
  + 'another NetworkPeer; for a workload call `connections`');
const PEERS = listOption(PEER, () => 'write [NetworkPeer.internet()]');
const OPTIONS: ExpectedOptions<IsolatedNetworkOptions> = { allowFrom: PEERS, allowTo: PEERS };

/**
 * The allowed connections to and from the pods of a workload. They become a NetworkPolicy. Only a network plugin (CNI) that implements
 * NetworkPolicies enforces it: docs/how-to/network.md shows how to check yours.
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
   * Denies all connections to and from the pods, except to the DNS of the platform, unless you or `connections` allow them. It also allows
   * traffic through a Service of the type LoadBalancer or NodePort, or through an Ingress, and notes this on the policy.
   *
   * @param options the allowed peers
   * @throws if an option is misspelled or has the wrong type, or a peer of `allowTo` has no ports
   */
  public static isolated(options: IsolatedNetworkOptions = {}): NetworkAccess {
    checkOptions('NetworkAccess.isolated', options, OPTIONS);
    const { allowFrom = [], allowTo = [] } = options;
    const access = { allowFrom: peersOf(allowFrom), allowTo: peersOf(allowTo) };
    const index = access.allowTo.findIndex((peer) => !portsTo(peer));
    if (index >= 0) {
      throw new OptionError(`allowTo[${index}], ${access.allowTo[index].name}, has no ports, so all ports would be open: set \`ports\``);
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
