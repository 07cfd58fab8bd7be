import { isAbsent } from '../../../formats/manifest/json';
import { assignsIds } from '../../settings/target';
import { OF_PLATFORM } from '../admission';
import { always, PodControl } from '../control';
import { ofSecurityContexts } from '../specification';
import { at, everyContainer } from '../violations';

const check = everyContainer((container) =>
  isAbsent(container.effective('runAsUser'))
    ? at(container, ['securityContext', 'runAsUser'], 'this platform does not assign ids')
    : undefined);

export const platformAssignedIds: PodControl = {
  id: 'platform-assigned-ids',
  title: 'Explicit ids on platforms that do not assign ids',
  level: 'hardened',
  risk: 'medium',
  failsHardenedKinds: true,
  why: 'This platform does not assign the missing ids, so the image chooses the user, and volumes do not belong to a group of the pod.',
  remedy: 'write `runAsUser` and `fsGroup`',
  remedyInCode: {
    hardened: 'set `runAs: RunAs.nonRoot()`, or `RunAs.imageUser()` for an image whose USER is a number; on OpenShift, set the platform',
    plain: 'set `user` for the containers and `fsGroup` for the pod; on OpenShift, set the platform',
  },
  spec: {
    platforms: ['kubernetes', 'gke-autopilot'],
    rules: [{
      fields: ofSecurityContexts('runAsUser'),
      allowed: 'any uid, for the pod or the container, if the settings leave all ids to the platform',
    }],
  },
  admission: OF_PLATFORM,
  reads: { fields: ['containers[*].securityContext.runAsUser', 'spec.securityContext.runAsUser'] },
  checks: always((pod, context) => {
    const { user, fsGroup } = context.choices.identity;
    return user !== undefined || fsGroup !== undefined || assignsIds(context.target) ? undefined : check(pod, context);
  }),
};
