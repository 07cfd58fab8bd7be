import { asArray, asObject, asString, JsonObject } from './json';
import { groupKind, objectsIn } from './workload';

const BINDINGS = ['rbac.authorization.k8s.io/RoleBinding', 'rbac.authorization.k8s.io/ClusterRoleBinding'];

/**
 * The service accounts that the role bindings among some manifests give rights to: their applications ask the API server.
 *
 * @returns the names of the accounts in the namespace of an object. An object, or a binding, without a namespace may end up in any.
 */
export function boundAccounts(manifests: Iterable<JsonObject>): (object: JsonObject) => ReadonlySet<string> {
  const bound: { readonly name: string; readonly namespace: string | undefined }[] = [];
  for (const manifest of manifests) {
    for (const { object } of objectsIn(manifest)) {
      if (BINDINGS.includes(groupKind(object))) {
        bound.push(...subjectsOf(object));
      }
    }
  }
  const byNamespace = new Map<string | undefined, ReadonlySet<string>>();
  return (object) => {
    const namespace = namespaceOf(object);
    const isNear = (other: string | undefined) => namespace === undefined || other === undefined || other === namespace;
    const names = byNamespace.get(namespace) ?? new Set(bound.filter((account) => isNear(account.namespace)).map(({ name }) => name));
    byNamespace.set(namespace, names);
    return names;
  };
}

function subjectsOf(binding: JsonObject) {
  return asArray(binding.subjects).map(asObject).flatMap(({ kind, name, namespace }) => kind === 'ServiceAccount' && typeof name === 'string'
    ? [{ name, namespace: asString(namespace) ?? namespaceOf(binding) }]
    : []);
}

function namespaceOf({ metadata }: JsonObject): string | undefined {
  return asString(asObject(metadata).namespace);
}
