import { asObject } from '../../../formats/manifest/json';
import { WORKLOAD_KINDS } from '../../../formats/manifest/workload';
import { ObjectControl } from '../control';
import { listOf } from '../violations';

export const defaultNamespace: ObjectControl = {
  id: 'default-namespace',
  title: 'Not in the default namespace',
  level: 'hardened',
  risk: 'low',
  why: 'In the default namespace nothing separates applications: roles, quotas and network policies apply to all of them.',
  remedy: 'give the application its own namespace',
  spec: {
    rules: [{
      fields: ['metadata.namespace of every kind that creates pods'],
      allowed: 'anything but "default"; if it is absent, whoever applies the manifest chooses',
    }],
  },
  kinds: WORKLOAD_KINDS,
  checkObject: ({ metadata }) => {
    const { namespace } = asObject(metadata);
    return listOf(namespace === 'default' ? { path: ['metadata', 'namespace'], value: namespace } : undefined);
  },
};
