/*
 * Pod Security is not switched off for a namespace.
 *
 * Restricted fields: metadata.labels["pod-security.kubernetes.io/enforce"] of a Namespace
 * Allowed values:    anything but privileged; an absent label leaves it to the cluster's default
 */
import { read } from '../../manifest/json';
import { NONE, ObjectControl } from '../control';

const PATH = ['metadata', 'labels', 'pod-security.kubernetes.io/enforce'];

export const namespaceEnforce: ObjectControl = {
  id: 'namespace-enforce',
  title: 'No namespace for privileged pods',
  level: 'hardened',
  severity: 'warning',
  why: 'In such a namespace the API server lets every pod in, also one that takes over its node.',
  remedy: 'write `restricted`, or `baseline`',
  kinds: ['/Namespace'],
  checkObject: (namespace) => {
    const value = read(namespace, PATH);
    return value === 'privileged' ? [{ path: PATH, value }] : NONE;
  },
};
