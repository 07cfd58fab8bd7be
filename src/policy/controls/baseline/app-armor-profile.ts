import { childObject, fillIn, isAbsent } from '../../../formats/manifest/json';
import { PodView } from '../../../formats/manifest/pod';
import { onlyAllows } from '../admission';
import { annotationViolations } from '../annotations';
import { ANNOTATIONS, celText } from '../cel';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { everySecurityContext } from '../security-context';
import { ofSecurityContexts } from '../specification';
import { both, removeFound } from '../violations';
import { CONFINED, isConfined } from './seccomp-profile-baseline';
import { Context } from '../../context/context';

const FIELD_SINCE = 30;
export const APP_ARMOR_PREFIX = 'container.apparmor.security.beta.kubernetes.io/';

export const appArmorProfile: PodControl = {
  id: 'app-armor-profile',
  title: 'AppArmor is not turned off',
  level: 'pss-baseline',
  risk: 'medium',
  why: 'Without AppArmor, a container can use every file and mount that its user can use.',
  remedy: 'remove it, so that the runtime\'s default profile applies; or write RuntimeDefault or Localhost',
  spec: {
    rules: [
      { fields: ofSecurityContexts('appArmorProfile.type'), allowed: CONFINED },
      {
        fields: ['metadata.annotations["container.apparmor.security.beta.kubernetes.io/*"]'],
        allowed: '"", runtime/default, localhost/*',
      },
    ],
  },
  admission: [
    ...onlyAllows(ofSecurityContexts('appArmorProfile.type'), CONFINED),
    {
      each: 'pod',
      in: ANNOTATIONS,
      violates: `it.startsWith(${celText(APP_ARMOR_PREFIX)}) && !(${ANNOTATIONS}[it] in ['', `
        + `'runtime/default']) && !${ANNOTATIONS}[it].startsWith('localhost/')`,
      value: `it + '=' + ${ANNOTATIONS}[it]`,
    },
  ],
  reads: { needs: ['spec.securityContext.appArmorProfile', 'containers[*].securityContext.appArmorProfile', 'metadata.annotations'] },
  checks: always((pod, context) => both(profiles(pod, context), annotated(pod))),
  overrideUnsafe: (pod, context) => {
    for (const { securityContext } of [pod, ...pod.containers]) {
      if (!isAbsent(securityContext.appArmorProfile) && !isConfined(securityContext.appArmorProfile)) {
        delete securityContext.appArmorProfile;
      }
    }
    removeFound(annotated)(pod, context);
  },
  isRequested: true,
  fix,
};

const profiles = everySecurityContext('appArmorProfile', (profile) => isConfined(profile) ? [] : [['type']]);

/** Before 1.30 the API server drops the field silently, and an annotation sets the profile of each container. */
function fix(pod: PodView, { target: { kubernetesVersion }, choices: { appArmor } }: Context): void {
  if (!appArmor) {
    return;
  }
  if (kubernetesVersion >= FIELD_SINCE) {
    fillIn(childObject(pod.json, 'securityContext'), { appArmorProfile: { ...appArmor } });
    return;
  }
  const value = appArmor.type === 'Localhost' ? `localhost/${appArmor.localhostProfile}` : 'runtime/default';
  const annotations = childObject(pod.metadata, 'annotations');
  pod.containers.filter(({ hasName }) => hasName).forEach(({ name }) => fillIn(annotations, { [APP_ARMOR_PREFIX + name]: value }));
}

function annotated(pod: PodView): Found {
  return annotationViolations(pod, (key, value) =>
    key.startsWith(APP_ARMOR_PREFIX) && value !== '' && value !== 'runtime/default' && !value.startsWith('localhost/'));
}
