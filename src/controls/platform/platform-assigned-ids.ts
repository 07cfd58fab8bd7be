/*
 * A pod is left without ids only where the platform assigns them.
 *
 * Restricted fields: spec.securityContext.runAsUser
 *                    spec.{initContainers,containers,ephemeralContainers}[*].securityContext.runAsUser
 * Allowed values:    any but undefined, at the pod or at the container, where the policy leaves all ids to the platform
 * Platforms:         kubernetes, gke-autopilot: nothing there assigns ids
 */
import { isAbsent } from '../../manifest/json';
import { assignsIds } from '../../settings/platform';
import { always, at, everyContainer, NONE, PodControl } from '../control';

const check = everyContainer((container) =>
  isAbsent(container.effective('runAsUser')) ? at(container, ['securityContext', 'runAsUser'], 'this platform assigns no ids') : undefined);

export const platformAssignedIds: PodControl = {
  id: 'platform-assigned-ids',
  title: 'Ids, where the platform assigns none',
  level: 'hardened',
  severity: 'error',
  why: 'Nobody fills in what was left to the platform: the image decides on the user, and no group owns the volumes.',
  remedy: 'choose `RunAs.nonRoot()`, or `RunAs.imageUser()` for an image whose USER is a number; on OpenShift, set the platform',
  checks: always((pod, settings) => {
    const { user, fsGroup } = settings.identity;
    return user !== undefined || fsGroup !== undefined || assignsIds(settings) ? NONE : check(pod, settings);
  }),
};
