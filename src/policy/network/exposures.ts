import { ApiServerCall } from './api-server-calls';
import { NetworkPods } from './evaluate/network-pods';
import { distinctPorts, NetworkPort, Peer } from './peer';
import { ANYONE } from './platform-peers';
import { Backend, routeOf } from './routes';
import { isServiceOf, ServedPods, portsOfService } from './services';
import { groupBy } from '../../formats/manifest/group-by';
import { asArray, asObject, isAbsent, JsonObject } from '../../formats/manifest/json';
import { objectName } from '../../formats/manifest/workload';

/** A peer outside the pods of the cluster that reaches pods through a Service, and the object that exposes them. */
export interface Exposure {
  readonly peer: Peer;
  readonly ports: readonly NetworkPort[];
  /** The object that exposes the pods, such as `Ingress web`. */
  readonly source: string;
}

type ExposedPods = ServedPods & Pick<NetworkPods, 'labels'>;

/** The exposures of pods through Services, Ingresses and routes at their place, and through calls of the API server to these Services. */
export function exposuresOf(pods: ExposedPods, beside: readonly JsonObject[], calls: readonly ApiServerCall[] = []): readonly Exposure[] {
  const services = beside.filter((object) => isServiceOf(object, pods));
  const routes = beside.flatMap((object) => routeOf(object) ?? []);
  return [...fromNodes(pods), ...services.flatMap((service) => [
    ...fromApiServer(service, pods, calls),
    ...isOutside(service) ? [{ peer: ANYONE, ports: targets(service, pods), source: `Service ${objectName(service)}` }] : [],
    ...routes.flatMap(({ object, peer, backends }) => {
      const own = backends.filter(({ name }) => name === asObject(service.metadata).name);
      const ports = own.flatMap((backend) => targets(service, pods, backend));
      return ports.length > 0 ? [{ peer, ports: distinctPorts(ports), source: `${object.kind} ${objectName(object)}` }] : [];
    }),
  ])];
}

/** The peer is everything, because manifests do not contain the address of the API server, and labels cannot select it. */
function fromApiServer(service: JsonObject, pods: ServedPods, calls: readonly ApiServerCall[]): readonly Exposure[] {
  const { name, namespace } = asObject(service.metadata);
  const own = calls.filter((call) => call.service === name && (isAbsent(namespace) || call.namespace === namespace));
  const bySource = groupBy(own, ({ source }) => source);
  return [...bySource].map(([source, group]) =>
    ({
      peer: ANYONE,
      ports: distinctPorts(group.flatMap(({ port }) => targets(service, pods, { port }))),
      source: `${source} of the API server`,
    }));
}

function fromNodes({ ports }: ServedPods): readonly Exposure[] {
  return ports.filter(({ hostPort }) => hostPort).map(({ port, protocol, hostPort }) =>
    ({ peer: ANYONE, ports: [{ port, protocol }], source: `hostPort ${hostPort}` }));
}

/** The ports that the containers of pods declare. */
export function declaredPorts({ ports }: ServedPods): readonly NetworkPort[] {
  return distinctPorts(ports.map(({ port, protocol }) => ({ port, protocol })));
}

function isOutside({ spec }: JsonObject): boolean {
  const { type, externalIPs } = asObject(spec);
  return type === 'LoadBalancer' || type === 'NodePort' || asArray(externalIPs).length > 0;
}

/** The pod ports that a Service leads to; for a backend, only the ports that it refers to. */
function targets(service: JsonObject, pods: ServedPods, { port: only, target, protocol }: Partial<Backend> = {}): readonly NetworkPort[] {
  return portsOfService(service, pods)
    .filter(({ port, name }) => only === undefined || only === port || only === name)
    .flatMap(({ targets: all }) => all)
    .filter((each) => (target === undefined || each.port === target) && (protocol === undefined || each.protocol === protocol));
}
