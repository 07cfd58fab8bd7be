import { Subject } from './grants';
import { asArray, asObject, asString, isAbsent, JsonObject } from '../../formats/manifest/json';
import { groupKind, objectName } from '../../formats/manifest/workload';

const GROUP = 'rbac.authorization.k8s.io';
const CLUSTER_ROLE = `${GROUP}/ClusterRole`;
const ROLE = `${GROUP}/Role`;
const CLUSTER_ROLE_BINDING = `${GROUP}/ClusterRoleBinding`;
const ROLE_BINDING = `${GROUP}/RoleBinding`;

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
  if (kind === CLUSTER_ROLE) {
    return CLUSTER_SCOPE;
  }
  return kind === ROLE ? place : undefined;
}

export function readRole(role: JsonObject): KnownRole {
  const { metadata, rules, aggregationRule } = role;
  const name = objectName(role);
  return {
    title: `${role.kind as string} ${name}`,
    isOfCluster: groupKind(role) === CLUSTER_ROLE,
    labels: asObject(asObject(metadata).labels),
    rules: asArray(rules),
    ...groupKind(role) === CLUSTER_ROLE && !isAbsent(aggregationRule)
      && { selectors: asArray(asObject(aggregationRule).clusterRoleSelectors) },
  };
}

/** The parts of a binding. Undefined for other kinds, and for bindings without a role. */
export function readBinding(binding: JsonObject, place: string): KnownBinding | undefined {
  const kind = groupKind(binding);
  if (kind !== CLUSTER_ROLE_BINDING && kind !== ROLE_BINDING) {
    return undefined;
  }
  const { kind: roleKind, name } = asObject(binding.roleRef);
  const namespace = kind === ROLE_BINDING ? asString(asObject(binding.metadata).namespace) : undefined;
  return typeof name !== 'string' || typeof roleKind !== 'string' ? undefined : {
    title: `${binding.kind as string} ${objectName(binding)}`,
    subjects: asArray(binding.subjects).map((subject) => readSubject(asObject(subject), namespace)),
    role: roleKey(roleKind === 'Role' ? place : CLUSTER_SCOPE, name),
    roleTitle: `${roleKind} ${name}`,
    isClusterWide: kind === CLUSTER_ROLE_BINDING,
    namespace,
  };
}

function readSubject({ kind, name, namespace: own }: JsonObject, bindingNamespace: string | undefined): Subject {
  const namespace = kind === 'ServiceAccount' ? asString(own) ?? bindingNamespace : undefined;
  return { kind: asString(kind) ?? '', name: asString(name) ?? '', ...namespace !== undefined && { namespace } };
}
