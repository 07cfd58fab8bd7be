/*
 * A host port listens on the node's own address.
 *
 * Restricted fields: spec.{initContainers,containers,ephemeralContainers}[*].ports[*].hostPort
 * Allowed values:    0, undefined
 * Versions:          1.0+
 *
 * With hostNetwork the API server sets a hostPort that is absent or 0 to the containerPort before anybody judges it.
 */
import { asObject, isAbsent } from '../../manifest/json';
import { ContainerView } from '../../manifest/pod';
import { always, at, everyContainer, PodControl, Violations } from '../control';
import { everyEntry } from '../entries';

const DEFAULTED = 'under hostNetwork every port is a host port';

export const hostPorts: PodControl = {
  id: 'host-ports',
  title: 'No host ports',
  level: 'pss-baseline',
  severity: 'error',
  why: 'A host port bypasses network policies and ties the pod to the nodes where that port is free.',
  remedy: 'remove `hostPort`; expose the application by a Service',
  checks: always(everyContainer(hostPortsOf)),
};

function hostPortsOf(container: ContainerView): Violations {
  const isDefaulted = container.pod.json.hostNetwork === true;
  return everyEntry(container.ports, (json, index) => {
    const { hostPort, containerPort } = asObject(json);
    const path = ['ports', index, 'hostPort'];
    if (!isAbsent(hostPort) && hostPort !== 0) {
      return at(container, path);
    }
    return !isDefaulted || isAbsent(containerPort) || containerPort === 0 ? undefined
      : { ...at(container, path, DEFAULTED, 'remove `hostNetwork`'), allowKey: String(containerPort) };
  });
}
