import { asObject } from '../../../formats/manifest/json';
import { WORKLOAD_KINDS } from '../../../formats/manifest/workload';
import { ObjectControl } from '../control';
import { listOf } from '../violations';

export const defaultNamespace: ObjectControl = {
  id: 'default-namespace',
  title: 'Not in the default namespace',
  level: 'hardened',
  risk: 'low',
  why: 'Applications in the default namespace are not isolated, because roles, quotas and network policies apply to all of them.',
  remedy: 'give the application its own namespace',
  spec: {
    rules: [{
      fields: ['metadata.namespace of every kind that creates pods'],
      allowed: 'any namespace except "default"; undefined, and any namespace in a chart that is rendered without one, because the user who '
        + 'deploys it chooses the namespace',
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
