/*
 * A gid comes with a uid.
 *
 * Restricted fields: spec.securityContext.runAsGroup
 *                    spec.{initContainers,containers,ephemeralContainers}[*].securityContext.runAsGroup
 * Allowed values:    undefined where runAsUser is, each at the container or, where it is absent there, at the pod; any on OpenShift,
 *                    which adds the uid
 */
import { isAbsent } from '../../manifest/json';
import { assignsIds } from '../../settings/platform';
import { always, NONE, PodControl } from '../control';
import { everyEffective } from '../effective';

const check = everyEffective('runAsGroup', (container) =>
  !isAbsent(container.effective('runAsGroup')) && isAbsent(container.effective('runAsUser')));

export const groupWithoutUser: PodControl = {
  id: 'group-without-user',
  title: 'No gid without a uid',
  level: 'hardened',
  severity: 'error',
  why: 'The runtime (containerd) refuses a group without a user, and the pod waits for its containers for ever.',
  remedy: 'write `runAsUser` too, or remove `runAsGroup`',
  checks: always((pod, settings) => assignsIds(settings) ? NONE : check(pod, settings)),
};
