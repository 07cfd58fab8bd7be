/*
 * Seccomp, SELinux and AppArmor are what OpenShift itself chooses.
 *
 * Restricted fields: spec.securityContext.{seccompProfile.type,seLinuxOptions,appArmorProfile}
 *                    spec.{initContainers,containers,ephemeralContainers}[*].securityContext, the same fields
 *                    metadata.annotations["container.apparmor.security.beta.kubernetes.io/*"]
 * Allowed values:    seccompProfile.type anything but Localhost; all others undefined or empty
 * Platforms:         openshift, openshift-v3
 *
 * Pod Security's "restricted" allows all of these. The constraints "restricted-v2" and "restricted-v3" allow the seccomp profile
 * runtime/default alone and the SELinux label of the namespace alone, and the nodes have SELinux, not AppArmor: there a kubelet
 * refuses a pod that names a profile of it. Volume types and capabilities do not differ from "restricted".
 */
import { asObject, isAbsent } from '../../manifest/json';
import { assignsIds } from '../../settings/platform';
import { annotationViolations } from '../annotations';
import { APP_ARMOR_PREFIX } from '../baseline/app-armor-profile';
import { always, NONE, PodControl } from '../control';
import { everySecurityContext } from '../security-context';

const CHECKS = [
  everySecurityContext('seccompProfile', (profile) => asObject(profile).type === 'Localhost' ? [['type']] : []),
  everySecurityContext('seLinuxOptions', (options) => Object.values(asObject(options)).every(isEmpty) ? [] : [[]]),
  everySecurityContext('appArmorProfile', (profile) => isEmpty(asObject(profile).type) ? [] : [['type']]),
];

export const openshiftProfiles: PodControl = {
  id: 'openshift-profiles',
  title: 'No seccomp, SELinux or AppArmor profile of one\'s own on OpenShift',
  level: 'hardened',
  severity: 'error',
  why: 'OpenShift refuses the pod, or its nodes do: they have SELinux in place of AppArmor, and profiles that they choose themselves.',
  remedy: 'remove it: OpenShift\'s own profiles apply',
  checks: always((pod, settings) => assignsIds(settings)
    ? [...CHECKS.flatMap((check) => check(pod, settings)), ...annotationViolations(pod, (key) => key.startsWith(APP_ARMOR_PREFIX))]
    : NONE),
};

function isEmpty(value: unknown): boolean {
  return isAbsent(value) || value === '';
}
