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
      allowed: 'anything but "default"; anything if it is absent, or in a chart that is '
        + 'rendered without a namespace: whoever deploys it chooses',
    }],
  },
  kinds: WORKLOAD_KINDS,
  checkObject: ({ metadata }, { notes: { isNamespaceChosenAtDeploy } }) => {
    const { namespace } = asObject(metadata);
    return listOf(namespace === 'default' && !isNamespaceChosenAtDeploy
      ? { path: ['metadata', 'namespace'], value: namespace }
      : undefined);
  },
};
