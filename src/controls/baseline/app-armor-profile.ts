/*
 * AppArmor confines what a container may open and execute.
 *
 * Restricted fields: spec.securityContext.appArmorProfile.type
 *                    spec.{initContainers,containers,ephemeralContainers}[*].securityContext.appArmorProfile.type
 *                    metadata.annotations["container.apparmor.security.beta.kubernetes.io/*"]
 * Allowed values:    RuntimeDefault, Localhost, undefined; in annotations "", runtime/default, localhost/*
 * Versions:          1.0+
 */
import { asObject } from '../../manifest/json';
import { PodView } from '../../manifest/pod';
import { annotationViolations } from '../annotations';
import { always, PodControl, Violations } from '../control';
import { everySecurityContext } from '../security-context';

const PREFIX = 'container.apparmor.security.beta.kubernetes.io/';

export const appArmorProfile: PodControl = {
  id: 'app-armor-profile',
  title: 'AppArmor is not switched off',
  level: 'pss-baseline',
  severity: 'error',
  why: 'Without AppArmor a container may use every file and mount that its user may.',
  remedy: 'remove it: the runtime\'s own profile then applies; or write RuntimeDefault or Localhost',
  knownAs: {
    pss: ['appArmorProfile'],
    nsa: ['1.8'],
    trivy: ['KSV-0002'],
    kubesec: ['ApparmorUnconfined'],
    kyverno: ['restrict-apparmor-profiles'],
  },
  checks: always((pod, policy) => {
    const fields = profiles(pod, policy);
    const annotations = annotated(pod);
    return fields.length === 0 ? annotations : [...fields, ...annotations];
  }),
};

const profiles = everySecurityContext('appArmorProfile', (profile) => {
  const { type } = asObject(profile);
  return type === 'RuntimeDefault' || type === 'Localhost' ? [] : [['type']];
});

function annotated(pod: PodView): Violations {
  return annotationViolations(pod, (key, value) =>
    key.startsWith(PREFIX) && value !== '' && value !== 'runtime/default' && !value.startsWith('localhost/'));
}
