import { isAbsent } from '../../../formats/manifest/json';
import { assignsIds } from '../../settings/target';
import { OF_PLATFORM } from '../admission';
import { always, PodControl } from '../control';
import { ofSecurityContexts } from '../specification';
import { at, everyContainer } from '../violations';

const check = everyContainer((container) =>
  isAbsent(container.effective('runAsUser')) ? at(container, ['securityContext', 'runAsUser'], 'this platform assigns no ids') : undefined);

export const platformAssignedIds: PodControl = {
  id: 'platform-assigned-ids',
  title: 'Explicit ids if the platform assigns none',
  level: 'hardened',
  risk: 'medium',
  failsHardenedKinds: true,
  why: 'This platform does not set the ids that were left to it: the image chooses the user, and no group owns the volumes.',
  remedy: 'write `runAsUser` and `fsGroup`',
  remedyInCode: {
    hardened: 'set `runAs: RunAs.nonRoot()`, or `RunAs.imageUser()` for an image whose USER is a number; on OpenShift, set the platform',
    plain: 'set `user` for the containers and `fsGroup` for the pod; on OpenShift, set the platform',
  },
  spec: {
    platforms: ['kubernetes', 'gke-autopilot'],
    rules: [{
      fields: ofSecurityContexts('runAsUser'),
      allowed: 'anything but undefined, for the pod or the container, if the settings leave all ids to the platform',
    }],
  },
  admission: OF_PLATFORM,
  reads: { fields: ['containers[*].securityContext.runAsUser', 'spec.securityContext.runAsUser'] },
  checks: always((pod, context) => {
    const { user, fsGroup } = context.choices.identity;
    return user !== undefined || fsGroup !== undefined || assignsIds(context.target) ? undefined : check(pod, context);
  }),
};
