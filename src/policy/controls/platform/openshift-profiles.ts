import { asObject, isAbsent } from '../../../formats/manifest/json';
import { assignsIds } from '../../settings/target';
import { OF_PLATFORM } from '../admission';
import { annotationViolations } from '../annotations';
import { APP_ARMOR_PREFIX } from '../baseline/app-armor-profile';
import { always, PodControl } from '../control';
import { everySecurityContext } from '../security-context';
import { ofSecurityContexts } from '../specification';
import { both, everyEntry } from '../violations';

const CHECKS = [
  everySecurityContext('seccompProfile', (profile) => asObject(profile).type === 'Localhost' ? [['type']] : []),
  everySecurityContext('seLinuxOptions', (options) => Object.values(asObject(options)).every(isEmpty) ? [] : [[]]),
  everySecurityContext('appArmorProfile', (profile) => isEmpty(asObject(profile).type) ? [] : [['type']]),
];

export const openshiftProfiles: PodControl = {
  id: 'openshift-profiles',
  title: 'No custom seccomp, SELinux or AppArmor profile on OpenShift',
  level: 'hardened',
  risk: 'refused',
  why: 'OpenShift or its nodes refuse the pod, because the nodes use SELinux instead of AppArmor, and OpenShift chooses the profiles.',
  remedy: 'remove it, so that OpenShift\'s own profiles apply',
  spec: {
    platforms: ['openshift', 'openshift-v3'],
    rules: [
      { fields: ofSecurityContexts('seccompProfile.type'), allowed: 'any type except Localhost' },
      {
        fields: [
          ...ofSecurityContexts('seLinuxOptions'),
          ...ofSecurityContexts('appArmorProfile'),
          'metadata.annotations["container.apparmor.security.beta.kubernetes.io/*"]',
        ],
        allowed: 'undefined, empty',
      },
    ],
    notes: ['Pod Security restricted allows all of these. The constraints restricted-v2 and restricted-v3 allow only the seccomp profile '
      + 'runtime/default and the SELinux label of the namespace. Kubelets on nodes without AppArmor refuse a pod '
      + 'with an AppArmor profile.'],
  },
  admission: OF_PLATFORM,
  reads: {
    needs: [
      'spec.securityContext.seccompProfile', 'containers[*].securityContext.seccompProfile', 'spec.securityContext.appArmorProfile',
      'containers[*].securityContext.appArmorProfile', 'spec.securityContext.seLinuxOptions',
      'containers[*].securityContext.seLinuxOptions', 'metadata.annotations',
    ],
  },
  checks: always((pod, context) => assignsIds(context.target)
    ? both(everyEntry(CHECKS, (check) => check(pod, context)), annotationViolations(pod, (key) => key.startsWith(APP_ARMOR_PREFIX)))
    : undefined),
};

function isEmpty(value: unknown): boolean {
  return isAbsent(value) || value === '';
}
