import { checkOptions, Expected, ExpectedOptions, listOption, recordOf, requireValue, textSuchAs, wholeNumber } from './check-values';
import { OptionError } from '../../formats/language/option-error';
import { holds, isCidr, metadataIn, PUBLIC_RANGES } from '../../policy/network/addresses';
import { ipBlock, Peer, podsIn, tcp } from '../../policy/network/peer';
import { INGRESS_CONTROLLER } from '../../policy/network/platform-peers';

/** Options of a network peer. */
export interface NetworkPeerOptions {
  /**
   * The TCP ports that the pods listen on. A policy never sees the port of a Service.
   *
   * @default - in `allowFrom`, the ports that the containers declare; in `allowTo`, required except for the internet and the API server
   */
  readonly ports?: number[];
}

/** Options of a network peer that is a set of pods. */
export interface PodsPeerOptions extends NetworkPeerOptions {
  /**
   * Labels of the pods.
   *
   * @default - the labels of the peer, as its method describes; for `NetworkPeer.pods`, all pods
   */
  readonly labels?: { [label: string]: string };
}

/** Options of a network peer that is a set of pods in a namespace of yours. */
export interface PlacedPodsPeerOptions extends PodsPeerOptions {
  /**
   * The namespace of the pods.
   *
   * @default - the namespace of the peer, as its method describes
   */
  readonly namespace?: string;
}

const PORTS = listOption(wholeNumber(1, 65535), (value) => Array.isArray(value)
  ? 'name at least one port, or leave it out'
  : `write [${typeof value === 'number' ? value : 8080}]`, false);
const OPTIONS: ExpectedOptions<NetworkPeerOptions> = { ports: PORTS };
const NAMESPACE = textSuchAs('monitoring');
const PODS: ExpectedOptions<PodsPeerOptions> = { ...OPTIONS, labels: recordOf(textSuchAs('prometheus', true), '{ app: \'prometheus\' }') };
const PLACED_PODS: ExpectedOptions<PlacedPodsPeerOptions> = { ...PODS, namespace: NAMESPACE };
const CIDR: Expected = { accepts: isCidr, remedy: () => 'write a CIDR block such as "203.0.113.0/24" or "203.0.113.7/32"' };
const CIDRS = listOption(CIDR, (value) => `write [${JSON.stringify(typeof value === 'string' ? value : '203.0.113.7/32')}]`, false);

/**
 * Something outside of the app that isolated pods may connect to, or that may connect to them. For workloads of the app, write
 * `web.connections.allowTo(api)`.
 *
 * No peer opens the metadata server of a cloud, which gives the credentials of the node to every pod that asks.
 *
 * @exampleMetadata fixture=app
 * @example
 *
 * new HardenedDeployment(chart, 'api', {
 *   containers: [{ image: 'registry.example.com/shop/api:2.0.1', portNumber: 3000 }],
 *   allowFrom: [NetworkPeer.prometheus({ ports: [9090] })],
 * });
 */
export class NetworkPeer {
  /**
   * All public addresses. They include neither private addresses nor metadata servers.
   *
   * @param options the ports, in `allowTo` 443 by default
   * @throws if an option is misspelled or a port is invalid
   */
  public static internet(options: NetworkPeerOptions = {}): NetworkPeer {
    checkOptions('NetworkPeer.internet', options, OPTIONS);
    const entries = () => PUBLIC_RANGES.map(({ cidr, except }) => ipBlock(cidr, except));
    return peerOf({ name: 'the internet', entries, usualPorts: tcp([443]) }, options);
  }

  /**
   * The API server of the cluster. A policy cannot select it by labels, since it runs in the network of its nodes.
   *
   * @param cidrs its addresses, which `kubectl get endpointslices --namespace default` shows for the Service `kubernetes`
   * @param options the ports, in `allowTo` 443 and 6443 by default
   * @throws if the list is empty, an address is invalid or belongs to a metadata server, an option is misspelled, or a port is invalid
   */
  public static apiServer(cidrs: string[], options: NetworkPeerOptions = {}): NetworkPeer {
    requireValue('the addresses of NetworkPeer.apiServer', cidrs, CIDRS);
    checkOptions('NetworkPeer.apiServer', options, OPTIONS);
    return peerOf({ name: 'the API server', ...blocks(cidrs), usualPorts: tcp([443, 6443]) }, options);
  }

  /**
   * The ingress controller: the router on OpenShift, Google's load balancers on GKE Autopilot, else ingress-nginx in its usual namespace.
   * It may connect to each pod behind an Ingress anyway. If you use another controller, set its namespace.
   *
   * @param options the namespace, the labels of the pods, and the ports
   * @throws if an option is misspelled or has the wrong type, or the labels are set without a namespace
   */
  public static ingressController(options: PlacedPodsPeerOptions = {}): NetworkPeer {
    checkOptions('NetworkPeer.ingressController', options, PLACED_PODS);
    const { namespace, labels } = options;
    if (labels && namespace === undefined) {
      throw new OptionError('NetworkPeer.ingressController has labels and no namespace: set `namespace`, or remove `labels`');
    }
    return peerOf({ ...INGRESS_CONTROLLER, ...namespace !== undefined && { entries: () => [podsIn(namespace, labels)] } }, options);
  }

  /**
   * Prometheus: by default the pods with `app.kubernetes.io/name: prometheus` in the namespace `monitoring`.
   *
   * @param options the namespace, the labels of the pods, and the ports that it reads
   * @throws if an option is misspelled or has the wrong type
   */
  public static prometheus(options: PlacedPodsPeerOptions = {}): NetworkPeer {
    checkOptions('NetworkPeer.prometheus', options, PLACED_PODS);
    const { namespace = 'monitoring', labels = { 'app.kubernetes.io/name': 'prometheus' } } = options;
    return peerOf({ name: 'Prometheus', entries: () => [podsIn(namespace, labels)] }, options);
  }

  /**
   * Pods of another namespace.
   *
   * @param namespace name of the namespace
   * @param options the labels of the pods, all pods by default, and the ports
   * @throws if the name is empty, or an option is misspelled or has the wrong type
   */
  public static pods(namespace: string, options: PodsPeerOptions = {}): NetworkPeer {
    requireValue('the namespace of NetworkPeer.pods', namespace, NAMESPACE);
    checkOptions('NetworkPeer.pods', options, PODS);
    return peerOf({ name: `pods in "${namespace}"`, entries: () => [podsIn(namespace, options.labels)] }, options);
  }

  /**
   * A CIDR block, such as the address of a database outside of the cluster. Metadata servers in the range are left out.
   *
   * @param cidr the range, such as `10.1.2.3/32`
   * @param options the ports
   * @throws if the range is invalid or is a metadata server, an option is misspelled, or a port is invalid
   */
  public static cidr(cidr: string, options: NetworkPeerOptions = {}): NetworkPeer {
    requireValue('the range of NetworkPeer.cidr', cidr, CIDR);
    checkOptions('NetworkPeer.cidr', options, OPTIONS);
    return peerOf({ name: cidr, ...blocks([cidr]) }, options);
  }

  private constructor(private readonly peer: Peer) {}

  /**
   * The peer as plain data.
   *
   * @internal
   */
  public _toPeer(): Peer {
    return this.peer;
  }
}

function peerOf(peer: Omit<Peer, 'ports'>, { ports }: NetworkPeerOptions): NetworkPeer {
  const create = NetworkPeer as unknown as new (peer: Peer) => NetworkPeer;
  return new create({ ...peer, ports: ports && tcp(ports) });
}

function blocks(cidrs: readonly string[]): Pick<Peer, 'entries'> {
  const entries = cidrs.map((cidr) => {
    const except = metadataIn(cidr);
    const whole = except.find((each) => holds(each, cidr.split('/')[0]) && each.split('/')[1] === cidr.split('/')[1]);
    if (whole !== undefined) {
      throw new OptionError(`"${cidr}" is the metadata server of a cloud, which gives the credentials of the node to every pod that asks: `
        + 'give the service account of the workload a role of the cloud instead');
    }
    return ipBlock(cidr, except);
  });
  return { entries: () => entries };
}
