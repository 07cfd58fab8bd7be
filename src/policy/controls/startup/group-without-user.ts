import { isAbsent } from '../../../formats/manifest/json';
import { assignsIds } from '../../settings/target';
import { always, PodControl } from '../control';
import { everyEffective } from '../effective';
import { ofSecurityContexts } from '../specification';

const check = everyEffective('runAsGroup', (container) =>
  !isAbsent(container.effective('runAsGroup')) && isAbsent(container.effective('runAsUser')));

export const groupWithoutUser: PodControl = {
  id: 'group-without-user',
  title: 'No gid without a uid',
  level: 'hardened',
  risk: 'broken',
  why: 'The runtime (containerd) refuses a group without a user, and the pod never starts.',
  remedy: 'also write `runAsUser`, or remove `runAsGroup`',
  remedyInCode: 'also set `user`, or remove `group`',
  refusedBy: 'kubelet',
  spec: {
    rules: [{
      fields: ofSecurityContexts('runAsGroup'),
      allowed: 'anything if runAsUser is set, for the container or the pod; undefined; anything on OpenShift, which adds the uid',
    }],
  },
  reads: {
    needs: ['spec.securityContext.runAsGroup', 'containers[*].securityContext.runAsGroup'],
    fields: ['containers[*].securityContext.runAsUser', 'spec.securityContext.runAsUser'],
  },
  checks: always((pod, context) => assignsIds(context.target) ? undefined : check(pod, context)),
};
