import { isAbsent, read } from '../../manifest/json';
import { ObjectControl } from '../control';
import { listOf } from '../violations';

const PATH = ['metadata', 'labels', 'pod-security.kubernetes.io/enforce'];

export const namespaceEnforce: ObjectControl = {
  id: 'namespace-enforce',
  title: 'Pod Security for every namespace',
  level: 'hardened',
  severity: 'warning',
  why: 'In such a namespace the API server admits every pod, also one that takes over its node.',
  remedy: 'write `restricted`, or `baseline`',
  remedyInCode: 'use a `HardenedNamespace`, or write `restricted` or `baseline` in the label',
  spec: {
    rules: [{
      fields: ['metadata.labels["pod-security.kubernetes.io/enforce"] of a Namespace'],
      allowed: 'restricted, baseline',
    }],
    notes: ['Without the label the default of the cluster applies, which is privileged unless its administrator changed it.'],
  },
  kinds: ['/Namespace'],
  checkObject: (namespace) => {
    const value = read(namespace, PATH);
    return listOf(value === 'privileged' || isAbsent(value)
      ? { path: PATH, value: value ?? undefined, detail: isAbsent(value) ? 'most clusters admit every pod then' : undefined } : undefined);
  },
};
