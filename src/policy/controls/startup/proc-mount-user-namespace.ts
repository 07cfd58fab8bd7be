import { always, PodControl } from '../control';
import { ofContainers } from '../specification';
import { at, everyContainer } from '../violations';

export const procMountUserNamespace: PodControl = {
  id: 'proc-mount-user-namespace',
  title: 'No unmasked /proc without a user namespace',
  level: 'hardened',
  risk: 'refused',
  why: 'The API server refuses `procMount: Unmasked` in a pod that shares the node\'s user namespace.',
  remedy: 'remove `procMount`, or write `hostUsers: false` for the pod',
  refusedBy: 'api-server',
  spec: {
    rules: [{
      fields: [ofContainers('securityContext.procMount')],
      allowed: 'any value except Unmasked; Unmasked if spec.hostUsers is '
      + 'false',
    }],
  },
  reads: { needs: ['containers[*].securityContext.procMount'], fields: ['spec.hostUsers'] },
  checks: always(everyContainer((container) => container.securityContext.procMount === 'Unmasked' && !container.pod.hasUserNamespace
    ? at(container, ['securityContext', 'procMount'])
    : undefined)),
};
