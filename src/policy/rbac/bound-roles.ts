import { Subject } from './grants';
import { asArray, asObject, asString, isAbsent, JsonObject } from '../../formats/manifest/json';
import { CLUSTER_ROLES, ROLE_BINDINGS, ROLES, boundSubject } from '../../formats/manifest/role-bindings';
import { groupKind, groupOf, objectName } from '../../formats/manifest/workload';

/** The place of cluster-scoped objects. */
export const CLUSTER_SCOPE = 'cluster';

/** The parts of a role that determine its rights. */
export interface KnownRole {
  readonly title: string;
  /** Whether it is a ClusterRole. A Role takes no part in aggregation. */
  readonly isOfCluster: boolean;
  readonly labels: JsonObject;
  readonly rules: readonly unknown[];
  /** The selectors of the ClusterRoles whose rules this role gets; undefined if it has its own rules. */
  readonly selectors?: readonly unknown[];
}

/** A binding, and the role that it refers to. */
export interface KnownBinding {
  readonly title: string;
  readonly subjects: readonly Subject[];
  /** The key of the role, as `roleKey` makes it. */
  readonly role: string;
  readonly roleTitle: string;
  readonly isClusterWide: boolean;
  readonly namespace?: string;
}

export function roleKey(place: string, name: string): string {
  return JSON.stringify([place, name]);
}

/** The place of a role: one place for all ClusterRoles. Undefined for other kinds. */
export function placeOfRole(object: JsonObject, place: string): string | undefined {
  const kind = groupKind(object);
  if (CLUSTER_ROLES.includes(kind)) {
    return CLUSTER_SCOPE;
  }
  return ROLES.includes(kind) ? place : undefined;
}

export function readRole(role: JsonObject): KnownRole {
  const { metadata, rules, aggregationRule } = role;
  const name = objectName(role);
  const isOfCluster = CLUSTER_ROLES.includes(groupKind(role));
  return {
    title: `${role.kind as string} ${name}`,
    isOfCluster,
    labels: asObject(asObject(metadata).labels),
    rules: asArray(rules),
    ...isOfCluster && !isAbsent(aggregationRule)
      && { selectors: asArray(asObject(aggregationRule).clusterRoleSelectors) },
  };
}

/** The parts of a binding. Undefined for other kinds, and for bindings without a role. */
export function readBinding(binding: JsonObject, place: string): KnownBinding | undefined {
  if (!ROLE_BINDINGS.includes(groupKind(binding))) {
    return undefined;
  }
  const isClusterWide = binding.kind === 'ClusterRoleBinding';
  const { kind: roleKind = isOpenShift(binding) ? 'ClusterRole' : undefined, name } = asObject(binding.roleRef);
  const namespace = !isClusterWide ? asString(asObject(binding.metadata).namespace) : undefined;
  return typeof name !== 'string' || typeof roleKind !== 'string' ? undefined : {
    title: `${binding.kind as string} ${objectName(binding)}`,
    subjects: asArray(binding.subjects).map((subject) => readSubject(asObject(subject), namespace)),
    role: roleKey(roleKind === 'Role' ? place : CLUSTER_SCOPE, name),
    roleTitle: `${roleKind} ${name}`,
    isClusterWide,
    namespace,
  };
}

/** OpenShift's reference to a role has no kind: with a namespace it is a Role. */
function isOpenShift({ apiVersion, roleRef }: JsonObject): boolean {
  return groupOf(apiVersion) === 'authorization.openshift.io' && isAbsent(asObject(roleRef).namespace);
}

function readSubject(subject: JsonObject, bindingNamespace: string | undefined): Subject {
  const { kind, name, namespace: own } = boundSubject(subject);
  const namespace = kind === 'ServiceAccount' ? asString(own) ?? bindingNamespace : undefined;
  return { kind: asString(kind) ?? '', name: asString(name) ?? '', ...namespace !== undefined && { namespace } };
}
