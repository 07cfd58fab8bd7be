import { NetworkPort, Peer } from './peer';
import { ANYONE, INGRESS_CONTROLLER } from './platform-peers';
import { asArray, asObject, asString, JsonObject } from '../manifest/json';
import { hasLabels } from '../manifest/label-selector';
import { PodView } from '../manifest/pod';

/** What reaches pods through a Service, beside pods of the cluster, and the object that says so. */
export interface Exposure {
  readonly peer: Peer;
  readonly ports: readonly NetworkPort[];
  /** Such as `Ingress web`. */
  readonly source: string;
}

/** What the Services and Ingresses beside a pod need to reach it. */
export function exposuresOf(pod: PodView, beside: readonly JsonObject[]): readonly Exposure[] {
  const services = beside.filter((object) => object.kind === 'Service' && selectsPod(object, pod));
  const ingresses = beside.filter(({ kind }) => kind === 'Ingress');
  return services.flatMap((service) => [
    ...isOutside(service) ? [{ peer: ANYONE, ports: targets(service, pod), source: `Service ${nameOf(service)}` }] : [],
    ...ingresses.flatMap((ingress) => {
      const ports = backends(ingress).filter((each) => each.name === nameOf(service)).flatMap(({ port }) => targets(service, pod, port));
      return ports.length > 0 ? [{ peer: INGRESS_CONTROLLER, ports: distinct(ports), source: `Ingress ${nameOf(ingress)}` }] : [];
    }),
  ]);
}

/** The ports that the containers of a pod declare. */
export function declaredPorts(pod: PodView): readonly NetworkPort[] {
  return distinct(pod.containers.flatMap(({ json }) => asArray(json.ports).map(asObject)).flatMap(({ containerPort, protocol }) =>
    typeof containerPort === 'number' ? [{ port: containerPort, protocol: asString(protocol) ?? 'TCP' }] : []));
}

function selectsPod({ spec }: JsonObject, { metadata }: PodView): boolean {
  const selector = asObject(asObject(spec).selector);
  return Object.keys(selector).length > 0 && hasLabels(asObject(metadata.labels), selector);
}

function isOutside({ spec }: JsonObject): boolean {
  const { type, externalIPs } = asObject(spec);
  return type === 'LoadBalancer' || type === 'NodePort' || asArray(externalIPs).length > 0;
}

/** The services of an Ingress, each with the port by number or name. */
function backends({ spec }: JsonObject): readonly { name: unknown; port: unknown }[] {
  const { defaultBackend, rules } = asObject(spec);
  const paths = asArray(rules).flatMap((rule) => asArray(asObject(asObject(rule).http).paths));
  return [defaultBackend, ...paths.map((path) => asObject(path).backend)].map((backend) => {
    const { name, port } = asObject(asObject(backend).service);
    const { number, name: portName } = asObject(port);
    return { name, port: number ?? portName };
  });
}

/**
 * The pod's ports behind the ports of a Service.
 *
 * @param only number or name of the only port of the Service
 */
function targets({ spec }: JsonObject, pod: PodView, only?: unknown): readonly NetworkPort[] {
  return asArray(asObject(spec).ports).map(asObject).filter(({ port, name }) => only === undefined || only === port || only === name)
    .flatMap(({ port, targetPort, protocol }) =>
      numbersOf(targetPort ?? port, pod).map((each) => ({ port: each, protocol: asString(protocol) ?? 'TCP' })));
}

function numbersOf(target: unknown, pod: PodView): readonly number[] {
  if (typeof target === 'number') {
    return [target];
  }
  return pod.containers.flatMap(({ json }) => asArray(json.ports).map(asObject))
    .flatMap(({ name, containerPort }) => name === target && typeof containerPort === 'number' ? [containerPort] : []);
}

function nameOf({ metadata }: JsonObject): string {
  return asString(asObject(metadata).name) ?? '';
}

function distinct(ports: readonly NetworkPort[]): readonly NetworkPort[] {
  return [...new Map(ports.map((each) => [`${each.port}/${each.protocol}`, each])).values()];
}
