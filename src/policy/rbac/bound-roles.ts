import { Subject } from './grants';
import { asArray, asObject, asString, isAbsent, JsonObject } from '../../formats/manifest/json';
import { groupKind, objectName } from '../../formats/manifest/workload';

const GROUP = 'rbac.authorization.k8s.io';
const CLUSTER_ROLE = `${GROUP}/ClusterRole`;
const ROLE = `${GROUP}/Role`;
const CLUSTER_ROLE_BINDING = `${GROUP}/ClusterRoleBinding`;
const ROLE_BINDING = `${GROUP}/RoleBinding`;

/** The place of objects without a namespace. */
export const CLUSTER = 'cluster';

/** The parts of a role that determine rights. */
export interface KnownRole {
  readonly title: string;
  /** A role of a namespace takes no part in aggregation. */
  readonly isOfCluster: boolean;
  readonly labels: JsonObject;
  readonly rules: readonly unknown[];
  /** Selectors of the ClusterRoles whose rules it gets; undefined if it has its own. */
  readonly selectors?: readonly unknown[];
}

/** A binding, and the role that it names. */
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

/** The place of a role: all ClusterRoles have the same place. Undefined for objects of other kinds. */
export function placeOfRole(object: JsonObject, place: string): string | undefined {
  const kind = groupKind(object);
  if (kind === CLUSTER_ROLE) {
    return CLUSTER;
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

/** Undefined for objects of other kinds, and for bindings without a role. */
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
    role: roleKey(roleKind === 'Role' ? place : CLUSTER, name),
    roleTitle: `${roleKind} ${name}`,
    isClusterWide: kind === CLUSTER_ROLE_BINDING,
    namespace,
  };
}

function readSubject({ kind, name, namespace: own }: JsonObject, bindingNamespace: string | undefined): Subject {
  const namespace = kind === 'ServiceAccount' ? asString(own) ?? bindingNamespace : undefined;
  return { kind: asString(kind) ?? '', name: asString(name) ?? '', ...namespace !== undefined && { namespace } };
}
