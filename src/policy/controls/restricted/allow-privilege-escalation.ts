import { childObject, fillIn } from '../../../formats/manifest/json';
import { ContainerView } from '../../../formats/manifest/pod';
import { onlyAllows } from '../admission';
import { ADDED } from '../baseline/capabilities-baseline';
import { IS_WINDOWS } from '../cel';
import { Violation } from '../check';
import { PodControl } from '../control';
import { contradictionTo } from '../effective';
import { ofContainers } from '../specification';
import { at, everyContainer, fixEveryContainer } from '../violations';
import { NAME_THE_SYSTEM } from './windows-remedy';

export const allowPrivilegeEscalation: PodControl = {
  id: 'allow-privilege-escalation',
  title: 'No privilege escalation',
  level: 'pss-restricted',
  risk: 'medium',
  why: 'With a setuid program in the image, any user of the container can become root.',
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
  reads: {
    fields: [
      'containers[*].securityContext.allowPrivilegeEscalation',
      'containers[*].securityContext.privileged',
      'containers[*].securityContext.capabilities',
      'spec.os',
    ],
  },
  checks: [
    { since: 8, check: everyContainer(notForbidden) },
    { since: 25, check: everyContainer((container) => container.pod.isWindows ? undefined : notForbidden(container)) },
  ],
  after: ['privileged', 'capabilities-restricted'],
  overrideUnsafe: fixEveryContainer((container) => {
    const { securityContext } = container;
    if (securityContext.allowPrivilegeEscalation === true && !contradictionTo(container)) {
      securityContext.allowPrivilegeEscalation = false;
    }
  }),
  filling: [{
    each: 'container',
    when: '!c.?securityContext.?allowPrivilegeEscalation.hasValue() && '
      + `c.?securityContext.?privileged.orValue(false) != true && !('CAP_SYS_ADMIN' in ${ADDED})`,
    path: 'securityContext/allowPrivilegeEscalation',
    value: 'false',
  }],
  fix: fixEveryContainer((container) => {
    if (!contradictionTo(container)) {
      fillIn(childObject(container.json, 'securityContext'), { allowPrivilegeEscalation: false });
    }
  }),
};


function notForbidden(container: ContainerView): Violation | undefined {
  if (container.securityContext.allowPrivilegeEscalation === false) {
    return undefined;
  }
  const contradiction = contradictionTo(container);
  return at(container, ['securityContext', 'allowPrivilegeEscalation'], undefined, contradiction
    && `first remove ${contradiction}, because the API server refuses both together; then write \`allowPrivilegeEscalation: false\``);
}
