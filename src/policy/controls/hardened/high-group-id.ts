import { IMAGE_CATALOG } from '../admission';
import { always, PodControl } from '../control';
import { ofSecurityContexts } from '../specification';
import { lowIds, OF_IMAGE } from './low-ids';

export const highGroupId: PodControl = {
  id: 'high-group-id',
  title: 'A gid above 10000',
  level: 'hardened',
  risk: 'low',
  riskNote: 'kube-score rates it critical. For a non-root user, the id matters only if a container escapes and another workload of the '
    + 'node has the same id.',
  why: 'An attacker who escapes from the container can access the files of the group with the same gid on the node.',
  remedy: 'use a gid above 10000 that the image works with, such as 65532, or write `hostUsers: false`',
  remedyInCode: {
    hardened: 'set `group` to a gid above 10000 that the image works with, such as 65532, or set `userNamespace: true`',
    plain: 'set `group` to a gid above 10000 that the image works with, such as 65532, or add a JSON patch with `hostUsers: false`',
  },
  spec: {
    os: 'linux',
    rules: [{
      fields: ofSecurityContexts('runAsGroup'),
      allowed: 'above 10000; the id that the image is built for; anything with hostUsers: false; undefined and 0, which group-id reports',
    }],
    notes: [OF_IMAGE],
  },
  admission: IMAGE_CATALOG,
  reads: {
    needs: ['spec.securityContext.runAsGroup', 'containers[*].securityContext.runAsGroup'],
    fields: ['containers[*].image', 'spec.hostUsers'],
  },
  checks: always(lowIds('high-group-id', 'runAsGroup')),
};
