import { procMount, unmasked } from '../baseline/proc-mount';
import { PodControl } from '../control';
import { ofContainers } from '../specification';
import { everyContainer } from '../violations';

export const procMountRestricted: PodControl = {
  ...procMount,
  id: 'proc-mount-restricted',
  title: 'Masked /proc, even in a user namespace',
  level: 'pss-restricted',
  risk: 'medium',
  spec: {
    rules: [{ fields: [ofContainers('securityContext.procMount')], allowed: ['Default', undefined] }],
  },
  admission: undefined,
  reads: { needs: ['containers[*].securityContext.procMount'] },
  checks: [{ since: 35, check: everyContainer(unmasked) }],
  replaces: ['proc-mount'],
};
