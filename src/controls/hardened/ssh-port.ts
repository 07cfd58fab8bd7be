/*
 * Nobody logs in to a container.
 *
 * Restricted fields: spec.{initContainers,containers,ephemeralContainers}[*].ports[*].containerPort
 * Allowed values:    anything but 22, over TCP
 */
import { asObject, isAbsent } from '../../manifest/json';
import { always, at, everyContainer, PodControl } from '../control';
import { everyEntry } from '../entries';

export const sshPort: PodControl = {
  id: 'ssh-port',
  title: 'No SSH server',
  level: 'hardened',
  severity: 'warning',
  why: 'An SSH server is a way in beside the API server, which neither RBAC nor the audit log knows.',
  remedy: 'remove the server, and use `kubectl exec` or `kubectl debug`',
  checks: always(everyContainer((container) => everyEntry(container.ports, (port, index) => {
    const { containerPort, protocol } = asObject(port);
    return containerPort === 22 && (isAbsent(protocol) || protocol === 'TCP') ? at(container, ['ports', index, 'containerPort']) : undefined;
  }))),
};
