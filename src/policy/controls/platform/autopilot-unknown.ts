import { asArray } from '../../../formats/manifest/json';
import { OF_PLATFORM } from '../admission';
import { always, PodControl } from '../control';
import { at, both, onPlatform } from '../violations';

export const autopilotUnknown: PodControl = {
  id: 'autopilot-unknown',
  title: 'No sysctls and no user namespaces on GKE Autopilot',
  level: 'hardened',
  risk: 'low',
  why: 'Google does not document whether Autopilot admits such a pod, and may change it.',
  remedy: 'try it on your cluster, and waive this control if it works; otherwise remove it',
  spec: {
    platforms: ['gke-autopilot'],
    rules: [
      { fields: ['spec.securityContext.sysctls'], allowed: 'empty, undefined' },
      { fields: ['spec.hostUsers'], allowed: 'anything but false' },
    ],
  },
  admission: OF_PLATFORM,
  reads: { needs: ['spec.securityContext.sysctls', 'spec.hostUsers'] },
  checks: always(onPlatform('gke-autopilot', (pod) => both(
    asArray(pod.securityContext.sysctls).length > 0 ? at(pod, ['securityContext', 'sysctls']) : undefined,
    pod.hasUserNamespace ? at(pod, ['hostUsers']) : undefined,
  ))),
};
