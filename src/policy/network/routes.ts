import { Peer } from './peer';
import { GATEWAY, INGRESS_CONTROLLER } from './platform-peers';
import { asArray, asObject, asString, isAbsent, JsonObject } from '../../formats/manifest/json';
import { groupKind } from '../../formats/manifest/workload';

/** A Service that a route leads to. */
export interface Backend {
  readonly name: unknown;
  /** Number or name of the Service port; undefined for all ports. */
  readonly port: unknown;
  /** The only port of the pods, by number. */
  readonly target?: number;
  /** The only protocol; all if absent. */
  readonly protocol?: string;
}

/** An object that routes connections from outside the cluster to Services. */
interface Route {
  readonly object: JsonObject;
  /** The source of the connections. */
  readonly peer: Peer;
  readonly backends: readonly Backend[];
}

interface RouteKind {
  readonly peer: Peer;
  readonly backendsOf: (object: JsonObject) => readonly Backend[];
}

const INGRESS: RouteKind = { peer: INGRESS_CONTROLLER, backendsOf: ofIngress };
const OPENSHIFT: RouteKind = { peer: INGRESS_CONTROLLER, backendsOf: ofOpenShift };
const GATEWAY_API: RouteKind = { peer: GATEWAY, backendsOf: ofGateway };

/** By group and kind. The Gateway API: https://gateway-api.sigs.k8s.io/reference/spec/ */
const ROUTE_KINDS: ReadonlyMap<string, RouteKind> = new Map([
  ['networking.k8s.io/Ingress', INGRESS],
  ['extensions/Ingress', INGRESS],
  ['route.openshift.io/Route', OPENSHIFT],
  ['/Route', OPENSHIFT],
  ['gateway.networking.k8s.io/HTTPRoute', GATEWAY_API],
  ['gateway.networking.k8s.io/GRPCRoute', GATEWAY_API],
  ['gateway.networking.k8s.io/TLSRoute', GATEWAY_API],
  ['gateway.networking.k8s.io/TCPRoute', GATEWAY_API],
  ['gateway.networking.k8s.io/UDPRoute', GATEWAY_API],
]);

/** The kinds of routes, without their groups. */
export const ROUTE_KIND_NAMES: readonly string[] = [...new Set([...ROUTE_KINDS.keys()].map((groupAndKind) => groupAndKind.split('/')[1]))];

export function isRoute(object: JsonObject): boolean {
  return ROUTE_KINDS.has(groupKind(object));
}

/** An object as a route; undefined if it is not a route. */
export function routeOf(object: JsonObject): Route | undefined {
  const known = ROUTE_KINDS.get(groupKind(object));
  return known && { object, peer: known.peer, backends: known.backendsOf(object) };
}

/** The Services of a Gateway API route in its namespace, including those that get copies of requests. */
function ofGateway({ kind, metadata, spec }: JsonObject): readonly Backend[] {
  const { parentRefs, rules: own } = asObject(spec);
  const parents = asArray(parentRefs).map(asObject);
  if (parents.length > 0 && parents.every(isService)) {
    return []; // A service mesh applies such a route to connections within the cluster.
  }
  const rules = asArray(own).map(asObject);
  const targets = rules.flatMap(({ backendRefs }) => asArray(backendRefs)).map(asObject);
  const copies = [...rules, ...targets].flatMap(({ filters }) => asArray(filters))
    .map((filter) => asObject(asObject(asObject(filter).requestMirror).backendRef));
  const { namespace } = asObject(metadata);
  return [...targets, ...copies]
    .filter((each) => isService({ ...each, kind: each.kind ?? 'Service' }) && (isAbsent(each.namespace) || each.namespace === namespace))
    .map(({ name, port }) => ({ name, port, protocol: kind === 'UDPRoute' ? 'UDP' : 'TCP' }));
}

function isService({ group, kind }: JsonObject): boolean {
  return kind === 'Service' && (isAbsent(group) || group === '');
}

/** The Services of an OpenShift Route. Its `targetPort` is the name of a Service port, or the number of a pod port. */
function ofOpenShift({ spec }: JsonObject): readonly Backend[] {
  const { to, alternateBackends, port } = asObject(spec);
  const { targetPort } = asObject(port);
  const target = typeof targetPort === 'number' ? targetPort : undefined;
  return [to, ...asArray(alternateBackends)].map((backend) => ({ name: asObject(backend).name, port: asString(targetPort), target }));
}

/** The Services of an Ingress, each with the port by number or name. */
function ofIngress({ spec }: JsonObject): readonly Backend[] {
  const { defaultBackend, rules } = asObject(spec);
  const paths = asArray(rules).flatMap((rule) => asArray(asObject(asObject(rule).http).paths));
  return [defaultBackend, ...paths.map((path) => asObject(path).backend)].map((backend) => {
    const { name, port } = asObject(asObject(backend).service);
    const { number, name: portName } = asObject(port);
    return { name, port: number ?? portName };
  });
}
