import { IMAGE_CATALOG } from '../admission';
import { always, PodControl } from '../control';
import { ofSecurityContexts } from '../specification';
import { lowIds, OF_IMAGE } from './low-ids';

export const highUserId: PodControl = {
  id: 'high-user-id',
  title: 'A uid above 10000',
  level: 'hardened',
  risk: 'low',
  riskNote: 'kube-score rates it critical. For a non-root user, the id matters only if a container escapes and another workload of the '
    + 'node has the same id.',
  why: 'An attacker who escapes from the container can access the files of the account with the same uid on the node.',
  remedy: 'use a uid above 10000 that the image works with, such as 65532, or write `hostUsers: false`',
  remedyInCode: {
    hardened: 'set `user` to a uid above 10000 that the image works with, such as 65532, or set `userNamespace: true`',
    plain: 'set `user` to a uid above 10000 that the image works with, such as 65532, or add a JSON patch with `hostUsers: false`',
  },
  spec: {
    os: 'linux',
    rules: [{
      fields: ofSecurityContexts('runAsUser'),
      allowed: 'above 10000; the id that the image is built for; anything with hostUsers: '
        + 'false; undefined and 0, which user-id and run-as-user report',
    }],
    notes: [OF_IMAGE],
  },
  admission: IMAGE_CATALOG,
  reads: {
    needs: ['spec.securityContext.runAsUser', 'containers[*].securityContext.runAsUser'],
    fields: ['containers[*].image', 'spec.hostUsers'],
  },
  checks: always(lowIds('high-user-id', 'runAsUser')),
};
