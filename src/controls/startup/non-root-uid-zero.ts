/*
 * A container that must not run as root has no uid of root.
 *
 * Restricted fields: spec.securityContext.runAsUser
 *                    spec.{initContainers,containers,ephemeralContainers}[*].securityContext.runAsUser
 * Allowed values:    anything but 0 where runAsNonRoot is true, each at the container or, where it is absent there, at the pod
 */
import { always, PodControl } from '../control';
import { everyEffective, isRoot } from '../effective';

export const nonRootUidZero: PodControl = {
  id: 'non-root-uid-zero',
  title: 'No uid 0 where root is forbidden',
  level: 'hardened',
  severity: 'error',
  why: 'The kubelet refuses to start a container with uid 0 and `runAsNonRoot: true`, in a user namespace too.',
  remedy: 'give the uid that the image is made for; where it must be root, write `runAsNonRoot: false`',
  checks: always(everyEffective('runAsUser', (container) =>
    isRoot(container) && container.effective('runAsNonRoot') === true)),
};
