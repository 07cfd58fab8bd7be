import { read } from '../../manifest/json';
import { ObjectControl } from '../control';
import { listOf } from '../violations';

const PATH = ['metadata', 'labels', 'pod-security.kubernetes.io/enforce'];

export const namespaceEnforce: ObjectControl = {
  id: 'namespace-enforce',
  title: 'No namespace for privileged pods',
  level: 'hardened',
  severity: 'warning',
  why: 'In such a namespace the API server admits every pod, also one that takes over its node.',
  remedy: 'write `restricted`, or `baseline`',
  spec: {
    rules: [{
      fields: ['metadata.labels["pod-security.kubernetes.io/enforce"] of a Namespace'],
      allowed: 'anything but privileged; if it is absent, the cluster\'s default applies',
    }],
  },
  kinds: ['/Namespace'],
  checkObject: (namespace) => {
    const value = read(namespace, PATH);
    return listOf(value === 'privileged' ? { path: PATH, value } : undefined);
  },
};
