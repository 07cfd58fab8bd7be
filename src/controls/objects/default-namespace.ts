/*
 * Workloads do not share the namespace that everything lands in by mistake.
 *
 * Restricted fields: metadata.namespace of every kind that makes pods
 * Allowed values:    anything but "default"; an absent one is chosen by who applies the manifest
 */
import { asObject } from '../../manifest/json';
import { WORKLOAD_KINDS } from '../../manifest/workload';
import { NONE, ObjectControl } from '../control';

export const defaultNamespace: ObjectControl = {
  id: 'default-namespace',
  title: 'Not in the default namespace',
  level: 'hardened',
  severity: 'warning',
  why: 'In the default namespace nothing separates applications: roles, quotas and network policies hold for all of them.',
  remedy: 'give the application a namespace of its own',
  kinds: WORKLOAD_KINDS,
  checkObject: ({ metadata }) => {
    const { namespace } = asObject(metadata);
    return namespace === 'default' ? [{ path: ['metadata', 'namespace'], value: namespace }] : NONE;
  },
};
