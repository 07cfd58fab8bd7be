/*
 * NET_BIND_SERVICE is added only where it has an effect.
 *
 * Restricted fields: spec.{initContainers,containers,ephemeralContainers}[*].securityContext.capabilities.add
 * Allowed values:    anything but NET_BIND_SERVICE, in whatever case, where allowPrivilegeEscalation is false and the user is not root; any
 *                    where the image's Dockerfile is known to give a file capabilities
 *
 * Kubernetes sets no ambient capabilities: a process that does not start as root has none but those of its file. An entry point with the
 * file capability gets it although allowPrivilegeEscalation is false, and under `drop: [ALL]` does not even start where the container does
 * not add it: `exec: operation not permitted`. Measured with Kubernetes 1.34, containerd 2.1 and runc 1.3. Only the image tells, so this is
 * a warning.
 */
import { asArray, asObject } from '../../manifest/json';
import { always, at, everyContainer, NONE, PodControl } from '../control';
import { imageOf } from '../dockerfile/built-images';
import { startsAsNonRoot } from '../effective';

const NET_BIND_SERVICE = /^(CAP_)?NET_BIND_SERVICE$/i;

export const inertNetBindService: PodControl = {
  id: 'inert-net-bind-service',
  title: 'No NET_BIND_SERVICE that has no effect',
  level: 'hardened',
  severity: 'warning',
  why: 'A program that is not root gets the capability only where its file has it too (`setcap`): any other still cannot open a port below 1024.',
  remedy: 'keep it for an image whose program has file capabilities, as coredns and ingress-nginx, which do not start without it; for any other, remove it and listen '
    + 'on 1024 or above, or set the sysctl `net.ipv4.ip_unprivileged_port_start`, which a hardened workload has by itself for the ports that it declares',
  checks: always(everyContainer((container, settings) => {
    const { allowPrivilegeEscalation, capabilities } = container.securityContext;
    const added = asArray(asObject(capabilities).add);
    return added.length === 0 || allowPrivilegeEscalation !== false || !startsAsNonRoot(container)
      || imageOf(container, settings)?.hasFileCapabilities
      ? NONE
      : added.flatMap((name, index) => typeof name === 'string' && NET_BIND_SERVICE.test(name)
        ? [at(container, ['securityContext', 'capabilities', 'add', index])]
        : NONE);
  })),
};
