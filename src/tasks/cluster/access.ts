import { CUSTOM_KINDS, inV1, OWN_RESOURCES } from './resources';
import { ApiResource } from '../../formats/manifest/api-resource';
import { groupBy } from '../../formats/manifest/group-by';
import { JsonObject } from '../../formats/manifest/json';

const NAME = 'cdk8s-hardened-audit';
const RBAC = 'rbac.authorization.k8s.io/v1';

/** The ClusterRole with the rights for an audit of a cluster, and no others. */
export function auditClusterRole(): JsonObject {
  return {
    apiVersion: RBAC,
    kind: 'ClusterRole',
    metadata: { name: NAME },
    rules: [
      ...rulesFor(OWN_RESOURCES),
      ...rulesFor(CUSTOM_RESOURCES),
      { nonResourceURLs: ['/apis', '/apis/*', '/version'], verbs: ['get'] },
    ],
  };
}

/** The Role with the rights for an audit of a namespace. The ClusterRole `system:discovery` lets every account read the names of APIs. */
export function auditRole(namespace: string): JsonObject {
  return {
    apiVersion: RBAC,
    kind: 'Role',
    metadata: { name: NAME, namespace },
    rules: [
      { apiGroups: [''], resources: ['namespaces'], resourceNames: [namespace], verbs: ['get'] },
      ...rulesFor(OWN_RESOURCES.filter(({ isNamespaced }) => isNamespaced)),
      ...rulesFor(CUSTOM_RESOURCES),
    ],
  };
}

const CUSTOM_RESOURCES = CUSTOM_KINDS.map(inV1);

/** A rule for each API group. */
function rulesFor(resources: readonly ApiResource[]): readonly JsonObject[] {
  return [...groupBy(resources, ({ group }) => group)].map(([group, ofGroup]) => ({
    apiGroups: [group], resources: ofGroup.map(({ resource }) => resource), verbs: ['list'],
  }));
}
