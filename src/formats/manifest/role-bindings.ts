import { asArray, asObject, asString, JsonObject } from './json';
import { groupKind } from './workload';

/** A group of all accounts of a namespace, or of the cluster. All accounts are also in `system:authenticated`. */
const GROUP = /^system:(?:authenticated|serviceaccounts(?::(.+))?)$/;

/** The API groups of roles. OpenShift serves the same objects in a group of its own. */
const GROUPS = ['rbac.authorization.k8s.io', 'authorization.openshift.io'];
const inGroups = (...kinds: readonly string[]) => kinds.flatMap((kind) => GROUPS.map((group) => `${group}/${kind}`));

/** Group and kind of roles and role bindings. */
export const CLUSTER_ROLES = inGroups('ClusterRole');
export const ROLES = inGroups('ClusterRole', 'Role');
export const ROLE_BINDINGS = inGroups('ClusterRoleBinding', 'RoleBinding');

/** The user name of a service account. */
const USER = /^system:serviceaccount:([^:]+):([^:]+)$/;

/** A subject of a binding. A service account that is bound as a user, by its user name, is a service account. */
export function boundSubject({ kind, name, namespace }: JsonObject): JsonObject {
  const [, own, account] = kind === 'User' ? USER.exec(asString(name) ?? '') ?? [] : [];
  return account === undefined ? { kind, name, namespace } : { kind: 'ServiceAccount', name: account, namespace: own };
}

/** The service accounts of a namespace that have role bindings. */
export interface BoundAccounts {
  /** Whether an account has rights, directly or through a group. */
  readonly has: (name: string) => boolean;
  /** Whether a binding names an account, which means that its application calls the API server. Groups contain accounts that never do. */
  readonly names: (name: string) => boolean;
}

/** The service accounts with role bindings, by namespace. */
export class BoundAccountsByNamespace {
  private readonly bound: Subject[] = [];
  private readonly known = new Map<string | undefined, BoundAccounts>();

  constructor(objects: Iterable<JsonObject> = []) {
    for (const object of objects) {
      this.add(object);
    }
  }

  /** Adds an object. Only role bindings have an effect. */
  public add(object: JsonObject): void {
    if (ROLE_BINDINGS.includes(groupKind(object))) {
      this.bound.push(...subjectsOf(object));
      this.known.clear();
    }
  }

  /** The accounts in a namespace. An object or a binding without a namespace can be in any namespace. */
  public at(namespace: string | undefined): BoundAccounts {
    const isNear = (other: string | undefined) => namespace === undefined || other === undefined || other === namespace;
    const accounts = this.known.get(namespace) ?? accountsOf(this.bound.filter((account) => isNear(account.namespace)));
    this.known.set(namespace, accounts);
    return accounts;
  }
}

/** A bound account. Without a name, it stands for all accounts of a namespace or of the cluster. */
interface Subject {
  readonly name?: string;
  readonly namespace: string | undefined;
}

function accountsOf(bound: readonly Subject[]): BoundAccounts {
  const named = new Set(bound.map(({ name }) => name));
  const areAll = named.has(undefined);
  return { has: (name) => areAll || named.has(name), names: (name) => named.has(name) };
}

function subjectsOf(binding: JsonObject): readonly Subject[] {
  return asArray(binding.subjects).map(asObject).map(boundSubject).flatMap(({ kind, name, namespace }): readonly Subject[] => {
    if (kind === 'ServiceAccount' && typeof name === 'string') {
      return [{ name, namespace: asString(namespace) ?? namespaceOf(binding) }];
    }
    const group = kind === 'Group' ? GROUP.exec(asString(name) ?? '') : null;
    return group ? [{ namespace: group[1] }] : [];
  });
}

function namespaceOf({ metadata }: JsonObject): string | undefined {
  return asString(asObject(metadata).namespace);
}
