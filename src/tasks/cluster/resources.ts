import { ApiResource, resourceOf } from '../../formats/manifest/api-resource';
import { CUSTOM_WORKLOADS } from '../../formats/manifest/custom-workloads';
import { OF_PLUGINS } from '../../policy/facts/network-policies';

/** Group and kind of the resources of Kubernetes in the order of reading: owners come before the objects that they create. */
const OWN_KINDS: readonly string[] = [
  '/Namespace', '/ReplicationController', '/PodTemplate', '/Service', '/ServiceAccount', '/PersistentVolumeClaim', '/ResourceQuota',
  '/LimitRange', '/PersistentVolume', 'networking.k8s.io/NetworkPolicy', 'networking.k8s.io/Ingress',
  'rbac.authorization.k8s.io/ClusterRole', 'rbac.authorization.k8s.io/ClusterRoleBinding', 'rbac.authorization.k8s.io/Role',
  'rbac.authorization.k8s.io/RoleBinding', 'apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet', 'batch/CronJob',
  'batch/Job', '/Pod',
];

/** The resources of these kinds in version v1. */
export const OWN_RESOURCES: readonly ApiResource[] = OWN_KINDS.map(inV1);

/** Custom resources that are read if the cluster has them: those with pods, and policies that other findings depend on. */
export const CUSTOM_KINDS: readonly string[] = [...Object.keys(CUSTOM_WORKLOADS), ...Object.keys(OF_PLUGINS)];

/** The resource of a kind in version v1. The author of a custom resource may have chosen another name than the one that tools form. */
export function inV1(groupKind: string): ApiResource {
  const [group, kind] = groupKind.split('/');
  return resourceOf({ apiVersion: group === '' ? 'v1' : `${group}/v1`, kind });
}

/** The path of a resource on the API server; of all namespaces without `namespace`. */
export function apiPath({ group, version, resource }: ApiResource, namespace?: string): string {
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  return `${root}${namespace === undefined ? '' : `/namespaces/${namespace}`}/${resource}`;
}
