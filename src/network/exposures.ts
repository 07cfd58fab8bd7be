import { ApiServerCall } from './api-server-calls';
import { nameOf } from './cluster-objects';
import { NetworkPods } from './evaluate/network-pods';
import { distinctPorts, NetworkPort, Peer } from './peer';
import { ANYONE, INGRESS_CONTROLLER } from './platform-peers';
import { isServiceOf, ServedPods, servicePorts } from './services';
import { groupBy } from '../manifest/group-by';
import { asArray, asObject, asString, isAbsent, JsonObject } from '../manifest/json';

/** What reaches pods through a Service, beside pods of the cluster, and the object that says so. */
export interface Exposure {
  readonly peer: Peer;
  readonly ports: readonly NetworkPort[];
  /** Such as `Ingress web`. */
  readonly source: string;
}

type ExposedPods = ServedPods & Pick<NetworkPods, 'labels'>;

/** What the Services and Ingresses beside pods need to reach them, and the API server where it calls these Services. */
export function exposuresOf(pods: ExposedPods, beside: readonly JsonObject[], calls: readonly ApiServerCall[] = []): readonly Exposure[] {
  const services = beside.filter((object) => isServiceOf(object, pods));
  const ingresses = beside.filter(({ kind }) => kind === 'Ingress' || kind === 'Route');
  return [...fromNodes(pods), ...services.flatMap((service) => [
    ...fromApiServer(service, pods, calls),
    ...isOutside(service) ? [{ peer: ANYONE, ports: targets(service, pods), source: `Service ${nameOf(service)}` }] : [],
    ...ingresses.flatMap((ingress) => {
      const ports = (ingress.kind === 'Route' ? routeBackends : backends)(ingress).filter((each) => each.name === nameOf(service))
        .flatMap(({ port, target }) => targets(service, pods, port).filter((each) => target === undefined || each.port === target));
      return ports.length > 0 ? [{ peer: INGRESS_CONTROLLER, ports: distinctPorts(ports), source: `${ingress.kind} ${nameOf(ingress)}` }] : [];
    }),
  ])];
}

/** The address of the API server is not in manifests, and no label selects it. */
function fromApiServer(service: JsonObject, pods: ServedPods, calls: readonly ApiServerCall[]): readonly Exposure[] {
  const { name, namespace } = asObject(service.metadata);
  const own = calls.filter((call) => call.service === name && (isAbsent(namespace) || call.namespace === namespace));
  const bySource = groupBy(own, ({ source }) => source);
  return [...bySource].map(([source, group]) =>
    ({ peer: ANYONE, ports: distinctPorts(group.flatMap(({ port }) => targets(service, pods, port))), source: `${source} of the API server` }));
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

interface Backend {
  readonly name: unknown;
  /** Number or name of the port of the Service; undefined for all. */
  readonly port: unknown;
  /** The only port of the pods. */
  readonly target?: number;
}

/** The Services of a Route of OpenShift, whose `targetPort` is the name of a port of the Service, or the number of one of the pods. */
function routeBackends({ spec }: JsonObject): readonly Backend[] {
  const { to, alternateBackends, port } = asObject(spec);
  const { targetPort } = asObject(port);
  const target = typeof targetPort === 'number' ? targetPort : undefined;
  return [to, ...asArray(alternateBackends)].map((backend) => ({ name: asObject(backend).name, port: asString(targetPort), target }));
}

/** The Services of an Ingress, each with the port by number or name. */
function backends({ spec }: JsonObject): readonly Backend[] {
  const { defaultBackend, rules } = asObject(spec);
  const paths = asArray(rules).flatMap((rule) => asArray(asObject(asObject(rule).http).paths));
  return [defaultBackend, ...paths.map((path) => asObject(path).backend)].map((backend) => {
    const { name, port } = asObject(asObject(backend).service);
    const { number, name: portName } = asObject(port);
    return { name, port: number ?? portName };
  });
}

/** @param only number or name of the only port of the Service */
function targets(service: JsonObject, pods: ServedPods, only?: unknown): readonly NetworkPort[] {
  return servicePorts(service, pods).filter(({ port, name }) => only === undefined || only === port || only === name)
    .flatMap(({ targets: all }) => all);
}
