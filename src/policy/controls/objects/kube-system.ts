import { asObject } from '../../../formats/manifest/json';
import { WORKLOAD_KINDS } from '../../../formats/manifest/workload';
import { ObjectControl } from '../control';
import { listOf } from '../violations';

const SYSTEM: readonly unknown[] = ['kube-system', 'kube-public', 'kube-node-lease'];

export const kubeSystem: ObjectControl = {
  id: 'kube-system',
  title: 'Not in a namespace of Kubernetes',
  level: 'hardened',
  risk: 'medium',
  why: 'An attacker who takes over a pod there is next to the components of the cluster, whose Secrets and accounts have all rights.',
  remedy: 'give the application its own namespace',
  spec: { rules: [{ fields: ['metadata.namespace of every kind that creates pods'], allowed: `anything but ${SYSTEM.join(', ')}` }] },
  kinds: WORKLOAD_KINDS,
  checkObject: ({ metadata }) => {
    const { namespace } = asObject(metadata);
    return listOf(SYSTEM.includes(namespace) ? { path: ['metadata', 'namespace'], value: namespace } : undefined);
  },
};
