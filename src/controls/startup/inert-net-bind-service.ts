/*
 * NET_BIND_SERVICE is added only where it has an effect.
 *
 * Restricted fields: spec.{initContainers,containers,ephemeralContainers}[*].securityContext.capabilities.add
 * Allowed values:    anything but NET_BIND_SERVICE, in whatever case, where allowPrivilegeEscalation is false and the user is not root
 *
 * Kubernetes sets no ambient capabilities: a process that does not start as root has none, and without privilege escalation
 * it cannot get them from a file.
 */
import { asArray, asObject } from '../../manifest/json';
import { always, at, everyContainer, NONE, PodControl } from '../control';
import { startsAsNonRoot } from '../effective';

const NET_BIND_SERVICE = /^(CAP_)?NET_BIND_SERVICE$/i;

export const inertNetBindService: PodControl = {
  id: 'inert-net-bind-service',
  title: 'No NET_BIND_SERVICE that has no effect',
  level: 'hardened',
  severity: 'warning',
  why: 'Kubernetes gives a capability to root alone, so a non-root application still cannot open a port below 1024.',
  remedy: 'remove it and listen on 1024 or above, or set the sysctl `net.ipv4.ip_unprivileged_port_start`, which a hardened workload has by itself for the ports that it declares',
  knownAs: {},
  checks: always(everyContainer((container) => {
    const { allowPrivilegeEscalation, capabilities } = container.securityContext;
    const added = asArray(asObject(capabilities).add);
    return added.length === 0 || allowPrivilegeEscalation !== false || !startsAsNonRoot(container)
      ? NONE
      : added.flatMap((name, index) => typeof name === 'string' && NET_BIND_SERVICE.test(name)
        ? [at(container, ['securityContext', 'capabilities', 'add', index])]
        : NONE);
  })),
};
