import { asObject } from '../../../formats/manifest/json';
import { PodView } from '../../../formats/manifest/pod';
import { onlyAllows } from '../admission';
import { annotationViolations } from '../annotations';
import { Found } from '../check';
import { PodControl } from '../control';
import { everySecurityContext } from '../security-context';
import { ofSecurityContexts } from '../specification';

const POD_ANNOTATION = 'seccomp.security.alpha.kubernetes.io/pod';
const CONTAINER_ANNOTATION = 'container.seccomp.security.alpha.kubernetes.io/';

/** The types of seccomp and AppArmor profiles that confine a container. */
export const CONFINING = ['RuntimeDefault', 'Localhost'];
/** The allowed profiles, in specifications and in CEL: one of these, or none. */
export const CONFINED = [...CONFINING, undefined];

export const seccompProfileBaseline: PodControl = {
  id: 'seccomp-profile-baseline',
  title: 'Seccomp is not turned off',
  level: 'pss-baseline',
  risk: 'medium',
  why: 'Without seccomp, a container can attack the kernel through every system call, including bpf and user namespaces.',
  remedy: 'remove it, or write `seccompProfile: {type: RuntimeDefault}`',
  spec: {
    rules: [
      {
        when: 'before Kubernetes 1.19',
        fields: [
          'metadata.annotations["seccomp.security.alpha.kubernetes.io/pod"]',
          'metadata.annotations["container.seccomp.security.alpha.kubernetes.io/<container>"]',
        ],
        allowed: 'runtime/default, docker/default, localhost/*, undefined',
      },
      {
        when: 'since Kubernetes 1.19',
        fields: ofSecurityContexts('seccompProfile.type'),
        allowed: CONFINED,
      },
    ],
  },
  admission: onlyAllows(ofSecurityContexts('seccompProfile.type'), CONFINED),
  reads: { needs: ['spec.securityContext.seccompProfile', 'containers[*].securityContext.seccompProfile', 'metadata.annotations'] },
  checks: [
    { since: 0, check: annotated },
    { since: 19, check: everySecurityContext('seccompProfile', (profile) => isConfined(profile) ? [] : [['type']]) },
  ],
};

function annotated(pod: PodView): Found {
  return annotationViolations(pod, (key, value) =>
    (key === POD_ANNOTATION || pod.containers.some((container) => key === CONTAINER_ANNOTATION + container.name))
    && value !== 'runtime/default' && value !== 'docker/default' && !value.startsWith('localhost/'));
}

/** Whether a seccomp or AppArmor profile confines its container. */
export function isConfined(profile: unknown): boolean {
  return CONFINING.some((type) => type === asObject(profile).type);
}
