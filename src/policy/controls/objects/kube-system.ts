import { asObject } from '../../../formats/manifest/json';
import { WORKLOAD_KINDS } from '../../../formats/manifest/workload';
import { ObjectControl } from '../control';
import { listOf } from '../violations';

const SYSTEM: readonly unknown[] = ['kube-system', 'kube-public', 'kube-node-lease'];

export const kubeSystem: ObjectControl = {
  id: 'kube-system',
  title: 'No workloads in system namespaces',
  level: 'hardened',
  risk: 'medium',
  why: 'An attacker who compromises a pod there is in the namespace of cluster components, whose Secrets and accounts have all '
    + 'permissions.',
  remedy: 'give the application its own namespace',
  spec: { rules: [{ fields: ['metadata.namespace of every kind that creates pods'], allowed: `anything but ${SYSTEM.join(', ')}` }] },
  kinds: WORKLOAD_KINDS,
  checkObject: ({ metadata }) => {
    const { namespace } = asObject(metadata);
    return listOf(SYSTEM.includes(namespace) ? { path: ['metadata', 'namespace'], value: namespace } : undefined);
  },
};
