/*
 * Nobody is bound to the role that may do everything.
 *
 * Restricted fields: roleRef of a ClusterRoleBinding or RoleBinding
 * Allowed values:    anything but the ClusterRole cluster-admin
 */
import { asObject } from '../../manifest/json';
import { NONE, ObjectControl } from '../control';

export const clusterAdmin: ObjectControl = {
  id: 'cluster-admin',
  title: 'No binding to cluster-admin',
  level: 'hardened',
  severity: 'warning',
  why: 'Whoever gets one token of a subject owns the cluster, or the namespace: reads its secrets, and starts what pods they like.',
  remedy: 'bind a role with the verbs and resources that are needed',
  kinds: ['rbac.authorization.k8s.io/ClusterRoleBinding', 'rbac.authorization.k8s.io/RoleBinding'],
  checkObject: ({ roleRef }) => {
    const { kind, name } = asObject(roleRef);
    return name === 'cluster-admin' && kind !== 'Role' ? [{ path: ['roleRef', 'name'], value: name }] : NONE;
  },
};
