import { CUSTOM_WORKLOADS } from '../../formats/manifest/custom-workloads';
import { OF_PLUGINS } from '../../policy/facts/network-policies';

/** A resource of the API server that an audit lists. */
export interface ClusterResource {
  /** The API group; the core group is empty. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** The name in paths of the API. */
  readonly plural: string;
  readonly isNamespaced: boolean;
}

/** Resources of Kubernetes in the order of reading: owners come before the objects that they create. */
export const OWN_RESOURCES: readonly ClusterResource[] = [
  ofCluster('', 'Namespace'),
  inNamespaces('', 'ReplicationController', 'PodTemplate', 'Service', 'ServiceAccount', 'PersistentVolumeClaim'),
  inNamespaces('', 'ResourceQuota', 'LimitRange'),
  ofCluster('', 'PersistentVolume'),
  inNamespaces('networking.k8s.io', 'NetworkPolicy', 'Ingress'),
  ofCluster('rbac.authorization.k8s.io', 'ClusterRole', 'ClusterRoleBinding'),
  inNamespaces('rbac.authorization.k8s.io', 'Role', 'RoleBinding'),
  inNamespaces('apps', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'),
  inNamespaces('batch', 'CronJob', 'Job'),
  inNamespaces('', 'Pod'),
].flat();

/** Custom resources that are read if the cluster has them: those with pods, and policies that other findings depend on. */
export const CUSTOM_KINDS: readonly string[] = [...Object.keys(CUSTOM_WORKLOADS), ...Object.keys(OF_PLUGINS)];

function ofCluster(group: string, ...kinds: readonly string[]): readonly ClusterResource[] {
  return kinds.map((kind) => ({ group, version: 'v1', kind, plural: pluralOf(kind), isNamespaced: false }));
}

function inNamespaces(group: string, ...kinds: readonly string[]): readonly ClusterResource[] {
  return ofCluster(group, ...kinds).map((resource) => ({ ...resource, isNamespaced: true }));
}

/** The name of a kind in paths of the API, as tools for custom resources form it. The author of a custom resource may choose another. */
export function pluralOf(kind: string): string {
  const name = kind.toLowerCase();
  if (/[^aeiou]y$/.test(name)) {
    return `${name.slice(0, -1)}ies`;
  }
  return /(?:s|x|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;
}

/** The path of a resource on the API server; of all namespaces without `namespace`. */
export function apiPath({ group, version, plural }: ClusterResource, namespace?: string): string {
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  return `${root}${namespace === undefined ? '' : `/namespaces/${namespace}`}/${plural}`;
}
