import { asArray, asObject, isAbsent, isObject, JsonObject } from '../../../formats/manifest/json';
import { PodPorts, PortsOfSelected } from '../../facts/pod-ports';
import { Found, Violation } from '../check';
import { ObjectControl } from '../control';
import { isPortName } from '../port-names';
import { everyEntry, listOf } from '../violations';

export const servicePorts: ObjectControl<['podPorts']> = {
  facts: ['podPorts'],
  id: 'service-ports',
  title: 'A Service for existing ports of its pods',
  level: 'hardened',
  risk: {
    broken: 'a name that is not a port of the selected pods, so that the Service does not have an endpoint and refuses connections',
    low: 'a number that is not declared although all selected pods declare other ports, so that perhaps no program listens there; also a '
      + 'name in a Service without a cluster IP',
  },
  why: 'Clients cannot connect to the program behind the Service.',
  remedy: 'write the number or the name of a port of the containers as `targetPort`, or declare the port in `ports` of the container',
  remedyInCode: 'set `targetPort` to a port of the containers, or declare the port in `ports` of the container',
  spec: {
    rules: [{
      fields: ['spec.ports[*].targetPort of a Service with a selector; `port` if targetPort is not set'],
      allowed: 'a name or a number in the ports of a container of a selected pod; any number if one of the pods does not declare a port',
    }],
    notes: [
      'The control compares only pods in the same app or audit and in the same namespace. A Service that does not select any of them is '
        + 'not reported.',
      'Pods that an operator creates from a custom resource are not checked.',
    ],
    sources: ['https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports'],
  },
  kinds: ['/Service'],
  checkObject: ({ spec }, { facts: { podPorts } }) => listOf(unserved(asObject(spec), podPorts)),
};

function unserved({ type, selector, ports, clusterIP }: JsonObject, podPorts?: PortsOfSelected): Found {
  if (!podPorts || type === 'ExternalName' || !isObject(selector)) {
    return undefined;
  }
  const pods = podPorts(selector);
  return pods && everyEntry(asArray(ports), (port, index) => unservedPort(asObject(port), index, pods, clusterIP === 'None'));
}

function unservedPort(
  { port, targetPort }: JsonObject, index: number, pods: readonly PodPorts[], isHeadless: boolean,
): Violation | undefined {
  const isNamed = isPortName(targetPort);
  const number = Number(isAbsent(targetPort) ? port : targetPort);
  const isServed = isNamed
    ? pods.some(({ names }) => names.has(targetPort))
    : !Number.isSafeInteger(number) || pods.some(({ numbers }) => numbers.size === 0 || numbers.has(number));
  return isServed ? undefined : {
    path: ['spec', 'ports', index, isAbsent(targetPort) ? 'port' : 'targetPort'],
    value: isAbsent(targetPort) ? port : targetPort,
    detail: `the pods that it selects have ${textOf(pods)}`,
    risk: isNamed && !isHeadless ? 'broken' : 'low',
  };
}

function textOf(pods: readonly PodPorts[]): string {
  const known = new Set(pods.flatMap(({ names, numbers }) => [...numbers, ...names]));
  const shown = [...known].slice(0, MOST_SHOWN);
  return known.size === 0 ? 'no port' : `${shown.join(', ')}${known.size > shown.length ? ` and ${known.size - shown.length} more` : ''}`;
}

const MOST_SHOWN = 8;
