import { always, PodControl } from '../control';
import { everyEffective, isRoot } from '../effective';
import { ofSecurityContexts } from '../specification';

export const nonRootUidZero: PodControl = {
  id: 'non-root-uid-zero',
  title: 'No uid 0 if root is forbidden',
  level: 'hardened',
  risk: 'broken',
  why: 'The kubelet refuses to start a container with uid 0 and `runAsNonRoot: true`, even in a user namespace.',
  remedy: 'use the uid that the image is built for, or remove the field; if root is allowed or waived, write `runAsNonRoot: false` instead',
  remedyInCode: 'set `user` to the uid that the image is built for, or remove it; if root is allowed or waived, set `ensureNonRoot: false` '
    + 'instead',
  refusedBy: 'kubelet',
  spec: {
    rules: [{
      fields: ofSecurityContexts('runAsUser'),
      allowed: 'any uid except 0 if runAsNonRoot is true, each for the container or the pod',
    }],
  },
  reads: {
    needs: ['spec.securityContext.runAsUser', 'containers[*].securityContext.runAsUser'],
    fields: ['containers[*].securityContext.runAsNonRoot', 'spec.securityContext.runAsNonRoot'],
  },
  checks: always(everyEffective('runAsUser', (container) =>
    isRoot(container) && container.effective('runAsNonRoot') === true)),
};
