import { asObject, isAbsent, JsonObject, textOf } from '../../../formats/manifest/json';
import { ContainerView } from '../../../formats/manifest/pod';
import { SPEC } from '../cel';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { ofContainers } from '../specification';
import { at, everyContainer, everyEntry } from '../violations';

const DEFAULTED = 'under hostNetwork every port is a host port';

export const hostPorts: PodControl = {
  id: 'host-ports',
  title: 'No host ports',
  level: 'pss-baseline',
  risk: 'medium',
  why: 'A host port bypasses network policies and ties the pod to the nodes where that port is free.',
  remedy: 'remove `hostPort`; expose the application with a Service',
  remedyInCode: 'remove `hostPort` from `ports`; expose the application with a Service',
  spec: {
    rules: [{ fields: [ofContainers('ports[*].hostPort')], allowed: '0, undefined' }],
    notes: ['With hostNetwork the API server sets a missing or zero hostPort to the containerPort, so every port is a host port.'],
  },
  admission: [{
    each: 'container',
    in: 'c.?ports.orValue([])',
    violates: `it.?hostPort.orValue(0) != 0 || (${SPEC}.?hostNetwork.orValue(false) == true && it.?containerPort.orValue(0) != 0)`,
    value: '(it.?hostIP.orValue(\'\') == \'\' ? \'\' : it.hostIP + \':\') + '
      + 'string(it.?hostPort.orValue(0) != 0 ? it.hostPort : it.containerPort)'
      + ' + \':\' + string(it.?containerPort.orValue(0)) + \'/\' + it.?protocol.orValue(\'TCP\')',
  }],
  reads: { needs: ['containers[*].ports'], fields: ['spec.hostNetwork'] },
  checks: always(everyContainer(hostPortsOf)),
};

function hostPortsOf(container: ContainerView): Found {
  const isDefaulted = container.pod.json.hostNetwork === true;
  return everyEntry(container.ports, (json, index) => {
    const port = asObject(json);
    const { hostPort, containerPort } = port;
    const path = ['ports', index, 'hostPort'];
    if (!isAbsent(hostPort) && hostPort !== 0) {
      return { ...at(container, path), allowKey: portText(port) };
    }
    return !isDefaulted || isAbsent(containerPort) || containerPort === 0 ? undefined
      : { ...at(container, path, DEFAULTED, 'remove `hostNetwork`'), allowKey: portText(port) };
  });
}

/** The mapping of a port, in the notation of container runtimes: `127.0.0.1:8080:80/TCP`. */
function portText({ hostIP, hostPort, containerPort, protocol }: JsonObject): string {
  const address = isAbsent(hostIP) || hostIP === '' ? '' : `${textOf(hostIP)}:`;
  return `${address}${textOf(hostPort || containerPort)}:${textOf(containerPort ?? 0)}/${textOf(protocol ?? 'TCP')}`;
}
