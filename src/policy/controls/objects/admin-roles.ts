import { asArray, asObject, JsonObject } from '../../../formats/manifest/json';
import { ROLE_BINDINGS } from '../../../formats/manifest/role-bindings';
import { ObjectControl } from '../control';
import { listOf } from '../violations';
import { subjectText } from './role-control';
import { KUBE_SYSTEM } from './role-holders';

const ROLES: readonly unknown[] = ['admin', 'edit'];
const READER = 'view';
/** Groups of all users with an account, or of all service accounts. Anonymous users are not in these groups. */
const ALL_ACCOUNTS = /^system:(?:authenticated|unauthenticated|serviceaccounts(?::.*)?)$/s;

export const adminRoles: ObjectControl = {
  id: 'admin-roles',
  title: 'No admin or edit role for everyone',
  level: 'hardened',
  risk: {
    high: 'in the whole cluster, or in kube-system',
    medium: 'for all accounts, in one namespace',
    low: 'view in the whole cluster, which can read all ConfigMaps and pods',
  },
  why: 'These roles can read all Secrets, start pods, and act as all service accounts in their scope. In the whole cluster, this includes '
    + 'accounts with full control of the cluster.',
  remedy: 'bind the role with a RoleBinding in the namespaces of one team, to named subjects; or bind a role with only the necessary verbs '
    + 'and resources',
  remedyInCode: 'call `bindInNamespace` instead of `bind`, with named subjects; or bind a `Role` with only the necessary `rules`',
  spec: {
    rules: [
      { fields: ['roleRef of a ClusterRoleBinding'], allowed: 'any role except the ClusterRoles admin, edit and view' },
      {
        when: 'in kube-system, or if a subject is system:authenticated, system:unauthenticated, system:serviceaccounts or '
          + 'system:serviceaccounts:NAMESPACE',
        fields: ['roleRef of a RoleBinding'],
        allowed: 'any role except the ClusterRoles admin and edit',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles',
      'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
    ],
  },
  kinds: ROLE_BINDINGS,
  checkObject: ({ kind, metadata, roleRef, subjects }) => {
    const { kind: roleKind, name } = asObject(roleRef);
    const isForAll = kind === 'ClusterRoleBinding';
    const isForCluster = isForAll || asObject(metadata).namespace === KUBE_SYSTEM;
    const isWrong = ROLES.includes(name) ? isForCluster || asArray(subjects).some(isEverybody) : name === READER && isForAll;
    return listOf(roleKind === 'ClusterRole' && isWrong ? {
      path: ['roleRef', 'name'],
      value: name,
      allowKey: `${name as string}: ${asArray(subjects).map(subjectText).sort().join(', ')}`,
      ...name === READER && { risk: 'low' },
      ...!isForCluster && { risk: 'medium' },
    } : undefined);
  },
};

function isEverybody(subject: unknown): boolean {
  const { kind, name }: JsonObject = asObject(subject);
  return kind === 'Group' && typeof name === 'string' && ALL_ACCOUNTS.test(name);
}
