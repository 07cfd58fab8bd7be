import { nameOf, Placed } from './cluster-objects';
import { asArray, asObject, asString, JsonObject, textOf } from '../manifest/json';
import { NetworkPods, numbersIn } from '../network/evaluate/network-pods';
import { PodIndex } from '../network/evaluate/pod-index';
import { isOpen, OpenPorts } from '../network/evaluate/ports';

/** A port of a Service, and where it leads at pods. Policies see only that. */
export interface ServiceTarget {
  /** Such as `api:80`. */
  readonly title: string;
  readonly ports: readonly { readonly port: number; readonly protocol: string }[];
}

/** The ports of Services by the pods that they lead to. */
export function serviceTargets(
  pods: readonly NetworkPods[], services: readonly Placed[],
): ReadonlyMap<NetworkPods, readonly ServiceTarget[]> {
  const index = new PodIndex(pods, new Map());
  const result = new Map<NetworkPods, ServiceTarget[]>();
  for (const { object, place } of services) {
    const { selector, type } = asObject(object.spec);
    if (Object.keys(asObject(selector)).length > 0 && type !== 'ExternalName') {
      for (const each of index.selectAt(place, { matchLabels: selector })) {
        const known = result.get(each) ?? [];
        known.push(...targetsOf(object, each));
        result.set(each, known);
      }
    }
  }
  return result;
}

/** Whether a port of a Service leads to an open one. */
export function leadsTo({ ports }: ServiceTarget, open: OpenPorts): boolean {
  return ports.some(({ port, protocol }) => isOpen(open, port, protocol));
}

function targetsOf(service: JsonObject, pods: NetworkPods): readonly ServiceTarget[] {
  return asArray(asObject(service.spec).ports).map(asObject).map(({ port, targetPort, protocol: said }) => {
    const protocol = asString(said) ?? 'TCP';
    const target = targetPort ?? port;
    const numbers = typeof target === 'number' ? [target] : numbersIn(pods)({ name: textOf(target), protocol });
    return { title: `${nameOf(service)}:${textOf(port)}`, ports: numbers.map((each) => ({ port: each, protocol })) };
  });
}
