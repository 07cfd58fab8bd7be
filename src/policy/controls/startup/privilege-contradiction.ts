import { always, PodControl } from '../control';
import { contradictionTo } from '../effective';
import { ofContainers } from '../specification';
import { at, everyContainer } from '../violations';

export const privilegeContradiction: PodControl = {
  id: 'privilege-contradiction',
  title: 'No privileges beside allowPrivilegeEscalation: false',
  level: 'hardened',
  risk: 'refused',
  why: 'A privileged container, and one with CAP_SYS_ADMIN, can always gain privileges, so the API server refuses `allowPrivilegeEscalation: false` beside them.',
  remedy: 'remove `privileged: true`, or `CAP_SYS_ADMIN` from `capabilities.add`; if the container needs it, remove `allowPrivilegeEscalation: false`',
  remedyInCode: 'remove `privileged: true`, or `Capability.SYS_ADMIN` from `capabilities.add`; if the container needs it, set `allowPrivilegeEscalation: true`',
  refusedBy: 'api-server',
  spec: {
    rules: [{
      fields: [ofContainers('securityContext.allowPrivilegeEscalation')],
      allowed: 'anything but false, if securityContext.privileged is true or securityContext.capabilities.add has CAP_SYS_ADMIN',
    }],
    sources: ['https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go (ValidateSecurityContext)'],
  },
  reads: {
    needs: ['containers[*].securityContext.allowPrivilegeEscalation'],
    fields: ['containers[*].securityContext.privileged', 'containers[*].securityContext.capabilities'],
  },
  checks: always(everyContainer((container) => {
    const contradiction = container.securityContext.allowPrivilegeEscalation === false ? contradictionTo(container) : undefined;
    return contradiction === undefined ? undefined
      : at(container, ['securityContext', 'allowPrivilegeEscalation'], `the API server refuses it beside ${contradiction}`);
  })),
};
