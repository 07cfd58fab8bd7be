import { append } from '../../formats/manifest/group-by';
import { JsonObject, textOf } from '../../formats/manifest/json';
import { objectName } from '../../formats/manifest/workload';
import { Placed } from '../../policy/network/cluster-objects';
import { NetworkPods } from '../../policy/network/evaluate/network-pods';
import { PodIndex } from '../../policy/network/evaluate/pod-index';
import { isPortOpen, OpenPorts } from '../../policy/network/evaluate/ports';
import { NetworkPort } from '../../policy/network/peer';
import { portsOfService, serviceSelector } from '../../policy/network/services';

/** A port of a Service, and the ports of pods that it leads to. Policies only apply to these. */
export interface ServiceTarget {
  /** The Service and its port, such as `api:80`. */
  readonly title: string;
  readonly ports: readonly NetworkPort[];
}

/** The ports of Services by the pods that they lead to. */
export function targetsOfService(
  pods: readonly NetworkPods[], services: readonly Placed[],
): ReadonlyMap<NetworkPods, readonly ServiceTarget[]> {
  const index = new PodIndex(pods, new Map());
  const result = new Map<NetworkPods, ServiceTarget[]>();
  for (const { object, place } of services) {
    const selector = serviceSelector(object);
    for (const each of selector ? index.selectAt(place, { matchLabels: selector }, 'some') : []) {
      append(result, each, targetsOf(object, each));
    }
  }
  return result;
}

/** Whether a port of a Service leads to an open port. */
export function leadsTo({ ports }: ServiceTarget, open: OpenPorts): boolean {
  return ports.some(({ port, protocol }) => isPortOpen(open, port, protocol));
}

function targetsOf(service: JsonObject, pods: NetworkPods): readonly ServiceTarget[] {
  return portsOfService(service, pods).map(({ port, targets }) => ({ title: `${objectName(service)}:${textOf(port)}`, ports: targets }));
}
