import { asArray, asObject, JsonObject } from '../../../formats/manifest/json';
import { refText } from '../../../formats/manifest/object-ref';
import { oncePer } from '../../../formats/manifest/once-per';
import { Context } from '../../context/context';
import { Grant } from '../../rbac/grants';
import { Violation } from '../check';
import { Risk } from '../risk';

/** The risk by the reach of the right: a stolen token of a subject gives an attacker the whole cluster, or one namespace. */
export const RISKS_OF_RIGHTS = {
  high: 'in the whole cluster, or in kube-system', critical: 'in the whole cluster, for all accounts', medium: 'in one namespace',
} as const;

/** The risk of rights to cluster-scoped resources. */
export const RISKS_IN_CLUSTER = { high: 'for some accounts', critical: 'for all accounts' } as const;

/** Why a right in one namespace has the risk medium. */
export const ONE_NAMESPACE = 'Trivy rates this critical even in one namespace. We rate it medium, because it gives access to that '
  + 'namespace, not to the cluster.';

/** The namespace that gives access to the cluster: it contains the accounts of controllers, and the settings of components. */
export const KUBE_SYSTEM = 'kube-system';

/** Groups with all service accounts of the cluster. */
const ALL_ACCOUNTS: readonly unknown[] = ['system:serviceaccounts', 'system:authenticated', 'system:unauthenticated'];

/** The risk of the rights of a binding, or of a role without known bindings. */
export function riskOfRights({ kind, metadata, subjects }: JsonObject): Risk | undefined {
  if ((kind === 'Role' || kind === 'RoleBinding') && asObject(metadata).namespace !== KUBE_SYSTEM) {
    return 'medium';
  }
  return kind === 'ClusterRoleBinding' && asArray(subjects).map(asObject).some(isEveryAccount) ? 'critical' : undefined;
}

/** Whether all pods with a token have the rights of a subject. */
function isEveryAccount({ kind, name }: { readonly kind?: unknown; readonly name?: unknown }): boolean {
  return (kind === 'Group' && ALL_ACCOUNTS.includes(name)) || (kind === 'User' && name === 'system:anonymous');
}

const NONE: readonly Grant[] = [];

/** The bindings in the input that bind a role. */
export function grantsOf(role: JsonObject, { facts: { rbac } }: Context<'rbac'>): readonly Grant[] {
  return rbac?.grantsOf(role) ?? NONE;
}

/** Whether a role gives its rights in a namespace. A ClusterRole without bindings in the input can be bound anywhere. */
export function countsIn(namespace: string, role: JsonObject, grants: readonly Grant[]): boolean {
  return role.kind === 'Role' ? asObject(role.metadata).namespace === namespace
    : grants.length === 0 || grants.some((grant) => grant.isClusterWide || grant.namespace === namespace);
}

/** Whether a role gives its rights in the whole cluster, and for cluster-scoped resources. */
export function countsInCluster(role: JsonObject, grants: readonly Grant[]): boolean {
  return role.kind !== 'Role' && (grants.length === 0 || grants.some(({ isClusterWide }) => isClusterWide));
}

/**
 * Adds to a violation in a rule the subjects that have the right, and the risk by the namespaces in which they have it.
 *
 * @param most the maximum risk
 */
export function withHolders(role: JsonObject, context: Context<'rbac'>, violation: Violation, most?: 'medium'): Violation {
  const grants = grantsOf(role, context);
  if (grants.length === 0) {
    return { ...violation, risk: most ?? riskOfRights(role) };
  }
  return {
    ...violation,
    risk: most ?? riskOfGrants(role, grants),
    detail: `${violation.detail ?? ''}${heldText(grants)}`,
  };
}

function riskOfGrants(role: JsonObject, grants: readonly Grant[]): Risk | undefined {
  if (role.kind === 'ClusterRole' && !countsIn(KUBE_SYSTEM, role, grants)) {
    return 'medium';
  }
  return grants.some(({ isClusterWide, subjects }) => isClusterWide && subjects.some(isEveryAccount)) ? 'critical' : riskOfRights(role);
}

const MOST_NAMES = 3;

/** The end of the message, for a right in a rule. Cached, because a role can have many rules and many subjects. */
const heldText = oncePer((grants: readonly Grant[]): string => {
  const [first] = [...grants.filter(({ isClusterWide }) => isClusterWide), ...grants];
  const subjects = new Set([first, ...grants].flatMap(({ subjects: all }) => all.map(refText)));
  const named = [...subjects].slice(0, MOST_NAMES).join(', ');
  const more = subjects.size > MOST_NAMES ? ` and ${subjects.size - MOST_NAMES} more` : '';
  const others = new Set(grants.map(({ path }) => path)).size - 1;
  const besides = others > 0 ? ` and ${others} more ${others === 1 ? 'binding' : 'bindings'}` : '';
  return `, granted ${whereText(first)} to ${named}${more} through ${first.path}${besides}`;
});

function whereText({ isClusterWide, namespace }: Grant): string {
  if (isClusterWide) {
    return 'cluster-wide';
  }
  return namespace === undefined ? 'in one namespace' : `in ${namespace}`;
}
