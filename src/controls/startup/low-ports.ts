/*
 * An application that is not root can open the ports that it declares.
 *
 * Restricted fields: spec.{initContainers,containers,ephemeralContainers}[*].ports[*].containerPort
 * Allowed values:    1024 and above, or what the sysctl net.ipv4.ip_unprivileged_port_start says; any for root and with hostNetwork
 *
 * containerd 2 opens all ports by itself, containerd 1.7 and CRI-O do not.
 */
import { asArray, asObject } from '../../manifest/json';
import { PodView } from '../../manifest/pod';
import { always, at, everyContainer, NONE, PodControl } from '../control';
import { startsAsNonRoot } from '../effective';

const SYSCTL = 'net.ipv4.ip_unprivileged_port_start';

export const lowPorts: PodControl = {
  id: 'low-ports',
  title: 'No port that only root may open',
  level: 'hardened',
  severity: 'warning',
  why: 'Unless the runtime opens them to everybody, as containerd 2 does, a non-root application gets "permission denied" for ports below 1024.',
  remedy: `listen on 1024 or above, or set the sysctl \`${SYSCTL}\` to the lowest port that is needed`,
  knownAs: {
    kubeLinter: ['privileged-ports'],
    trivy: ['KSV-0117'],
  },
  checks: always(everyContainer((container) => {
    const { ports, pod } = container;
    if (ports.length === 0 || pod.json.hostNetwork === true || !startsAsNonRoot(container)) {
      return NONE;
    }
    const firstOpen = firstOpenPort(pod);
    return ports.flatMap((json, index) => {
      const port = asObject(json).containerPort;
      return typeof port === 'number' && port > 0 && port < firstOpen ? [at(container, ['ports', index, 'containerPort'])] : NONE;
    });
  })),
};

function firstOpenPort(pod: PodView): number {
  const sysctl = asArray(pod.securityContext.sysctls).map(asObject).find(({ name }) => name === SYSCTL);
  return sysctl ? Number(sysctl.value) : 1024;
}
