import { NetworkPods, numbersIn } from './evaluate/network-pods';
import { labelled, selectedShare } from './evaluate/selectors';
import { NetworkPort } from './peer';
import { asArray, asObject, asString, JsonObject, textOf } from '../../formats/manifest/json';

/** The parts of pods that a Service depends on. */
export type ServedPods = Pick<NetworkPods, 'ports'>;

/** A port of a Service, and the ports of the pods behind it. Policies see the ports of the pods. */
export interface ServicePort {
  readonly port: unknown;
  readonly name: unknown;
  readonly targets: readonly NetworkPort[];
}

/** The ports of a Service that selects the pods. A named target port stands for the pod port with this name. */
export function portsOfService({ spec }: JsonObject, pods: ServedPods): readonly ServicePort[] {
  return asArray(asObject(spec).ports).map(asObject).map(({ port, name, targetPort, protocol: said }) => {
    const protocol = asString(said) ?? 'TCP';
    const target = targetPort ?? port;
    const numbers = typeof target === 'number' ? [target] : numbersIn(pods)({ name: textOf(target), protocol });
    return { port, name, targets: numbers.map((number) => ({ port: number, protocol })) };
  });
}

/** The selector of a Service; undefined if it selects no pods. */
export function serviceSelector({ spec }: JsonObject): JsonObject | undefined {
  const { selector, type } = asObject(spec);
  return Object.keys(asObject(selector)).length > 0 && type !== 'ExternalName' ? asObject(selector) : undefined;
}

/** Whether an object is a Service that selects the pods, or may select some of them. */
export function isServiceOf(object: JsonObject, { labels }: Pick<NetworkPods, 'labels'>): boolean {
  const selector = object.kind === 'Service' ? serviceSelector(object) : undefined;
  return selector !== undefined && selectedShare(labelled(selector), labels) !== 'none';
}
