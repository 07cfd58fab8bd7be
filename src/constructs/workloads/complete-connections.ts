import { ApiObject, JsonPatch, Names } from 'cdk8s';
import {
  AbstractPod, Container, INetworkPolicyPeer, NetworkPolicy, NetworkPolicyPort, NetworkProtocol, PodConnections,
  PodConnectionsAllowFromOptions, PodConnectionsAllowToOptions, PodConnectionsIsolation,
} from 'cdk8s-plus-28';
import { OptionError } from '../../formats/language/option-error';
import { Direction } from '../../policy/network/evaluate/direction';
import { completeIsolation } from '../synth/network-policy';

/** The members that hardened kinds inherit. */
type Workload = AbstractPod & { readonly connections: PodConnections };

/**
 * Makes `connections` of a workload safe. In cdk8s-plus, a connection opens all ports if the containers with the ports are added later,
 * every port counts as a TCP port, and a workload that connects or is isolated can no longer resolve names.
 *
 * @param isolate isolates the workload
 */
export function completeConnections(workload: Workload, isolate: () => void): void {
  const value = new SafeConnections(workload, isolate);
  // A property of the object, not of a class: the constructor of the parent has set it.
  Object.defineProperty(workload, 'connections', { value, enumerable: true, configurable: true, writable: true });
}

class SafeConnections extends PodConnections {
  constructor(private readonly workload: Workload, private readonly isolateWorkload: () => void) {
    super(workload);
  }

  public allowTo(peer: INetworkPolicyPeer, options: PodConnectionsAllowToOptions = {}): void {
    this.naming(() => super.allowTo(peer, { ...options, ports: options.ports ?? portsOf(peer) }));
    this.complete('Egress', peer, 'Ingress', options.isolation);
  }

  public allowFrom(peer: INetworkPolicyPeer, options: PodConnectionsAllowFromOptions = {}): void {
    this.naming(() => super.allowFrom(peer, { ...options, ports: options.ports ?? portsOf(this.workload) }));
    this.complete('Ingress', peer, 'Egress', options.isolation);
  }

  public isolate(): void {
    this.isolateWorkload();
  }

  /** The policies of a connection isolate both ends, unless the caller leaves one out. */
  private complete(own: Direction, peer: INetworkPolicyPeer, ofPeer: Direction, isolation?: PodConnectionsIsolation): void {
    if (isolation !== PodConnectionsIsolation.PEER) {
      completeIsolation(this.workload, own);
    }
    if (isolation !== PodConnectionsIsolation.POD && 'containers' in peer) {
      completeIsolation(peer as unknown as AbstractPod, ofPeer);
    }
  }

  /**
   * Names the policies that a call adds. Without hashes their names are so long that cdk8s cuts off the workload's: two workloads that
   * connect to the same peer would share one policy in the cluster, and the last one would win.
   */
  private naming(connect: () => void): void {
    const before = new Set(this.workload.node.children);
    connect();
    for (const policy of this.workload.node.children.filter((child) => !before.has(child) && child instanceof NetworkPolicy)) {
      const apiObject = ApiObject.of(policy);
      const name = Names.toDnsLabel(apiObject, { includeHash: true });
      if (name !== apiObject.name) {
        apiObject.addJsonPatch(JsonPatch.replace('/metadata/name', name));
      }
    }
  }
}

/**
 * The ports of a workload. For any other peer an empty list, which means all ports.
 *
 * @throws if its containers have no ports
 */
function portsOf(peer: INetworkPolicyPeer): NetworkPolicyPort[] {
  const { containers } = peer as { containers?: Container[] };
  const ports = containers?.flatMap((container) => container.ports) ?? [];
  if (containers && ports.length === 0) {
    throw new OptionError(`"${peer.node.path}" has no container with a port yet, so the connection would open all of its ports: `
      + 'call addContainer with `portNumber` before, or name the ports with `ports: [NetworkPolicyPort.tcp(8080)]`');
  }
  return ports.map(({ number: port, protocol = NetworkProtocol.TCP }) =>
    NetworkPolicyPort.of({ port, protocol: protocol as unknown as NetworkProtocol }));
}
