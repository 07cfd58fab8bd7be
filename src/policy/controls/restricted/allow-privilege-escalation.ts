import { asArray, asObject, childObject, fillIn } from '../../../formats/manifest/json';
import { ContainerView } from '../../../formats/manifest/pod';
import { onlyAllows } from '../admission';
import { ADDED } from '../baseline/capabilities-baseline';
import { IS_WINDOWS } from '../cel';
import { Violation } from '../check';
import { PodControl } from '../control';
import { ofContainers } from '../specification';
import { at, everyContainer, fixEveryContainer } from '../violations';
import { NAME_THE_SYSTEM } from './windows-remedy';

export const allowPrivilegeEscalation: PodControl = {
  id: 'allow-privilege-escalation',
  title: 'No privilege escalation',
  level: 'pss-restricted',
  risk: 'medium',
  why: 'One setuid program in the image is enough to turn any user of the container into root.',
  remedy: 'write `allowPrivilegeEscalation: false`',
  remedyInCode: 'set `allowPrivilegeEscalation: false`',
  remedyOnWindows: NAME_THE_SYSTEM,
  spec: {
    rules: [{
      fields: [ofContainers('securityContext.allowPrivilegeEscalation')],
      allowed: 'false; since 1.25 anything in Windows pods',
    }],
  },
  admission: onlyAllows([ofContainers('securityContext.allowPrivilegeEscalation')], [false], { unless: IS_WINDOWS }),
  reads: { fields: ['containers[*].securityContext.allowPrivilegeEscalation', 'spec.os'] },
  checks: [
    { since: 8, check: everyContainer(notForbidden) },
    { since: 25, check: everyContainer((container) => container.pod.isWindows ? undefined : notForbidden(container)) },
  ],
  after: ['privileged', 'capabilities-restricted'],
  override: fixEveryContainer((container) => {
    const { securityContext } = container;
    if (securityContext.allowPrivilegeEscalation === true && !isContradicted(container)) {
      securityContext.allowPrivilegeEscalation = false;
    }
  }),
  filling: [{
    each: 'container',
    when: `!c.?securityContext.?allowPrivilegeEscalation.hasValue() && c.?securityContext.?privileged.orValue(false) != true && !('CAP_SYS_ADMIN' in ${ADDED})`,
    path: 'securityContext/allowPrivilegeEscalation',
    value: 'false',
  }],
  fix: fixEveryContainer((container) => {
    if (!isContradicted(container)) {
      fillIn(childObject(container.json, 'securityContext'), { allowPrivilegeEscalation: false });
    }
  }),
};

/**
 * The API server refuses `false` next to these two. It compares the exact name of the capability: `SYS_ADMIN` passes.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go, ValidateSecurityContext
 */
function isContradicted({ securityContext }: ContainerView): boolean {
  return securityContext.privileged === true || asArray(asObject(securityContext.capabilities).add).includes('CAP_SYS_ADMIN');
}

function notForbidden(container: ContainerView): Violation | undefined {
  return container.securityContext.allowPrivilegeEscalation === false
    ? undefined
    : at(container, ['securityContext', 'allowPrivilegeEscalation']);
}
