import { bindingControl } from './role-control';
import { takesOver } from './takeovers';
import { asArray, asObject, JsonObject } from '../../../formats/manifest/json';
import { MinorVersion } from '../../../formats/manifest/version';
import { Context } from '../../context/context';

const MASTERS = 'system:masters';
const AUTHENTICATED = 'system:authenticated';
const UNAUTHENTICATED = 'system:unauthenticated';
const GROUPS: readonly unknown[] = [UNAUTHENTICATED, AUTHENTICATED, MASTERS];

/** Built-in roles, with the groups that Kubernetes binds them to, or recommends to bind. */
const PUBLIC: { readonly [role: string]: readonly unknown[] } = {
  'cluster-admin': [MASTERS],
  'system:basic-user': [AUTHENTICATED],
  'system:discovery': [AUTHENTICATED],
  'system:public-info-viewer': [AUTHENTICATED, UNAUTHENTICATED],
  'system:service-account-issuer-discovery': [AUTHENTICATED, UNAUTHENTICATED],
};

const READS: readonly unknown[] = ['get', 'list', 'watch'];

const ALLOWED = 'any subject except the user system:anonymous and the groups system:unauthenticated, system:authenticated and '
  + 'system:masters';

export const anonymousBinding = bindingControl({
  id: 'anonymous-binding',
  title: 'No rights for everyone',
  risk: {
    critical: 'in the whole cluster, or `system:masters`, which is allowed everything',
    high: 'in one namespace',
    medium: 'in the whole cluster, if the role is in the input and only allows harmless reads',
    low: 'the same in one namespace',
  },
  why: 'Anyone who can reach the API server has the permissions of the role. With `system:authenticated`, anyone with an account of the '
    + 'cloud provider has them.',
  remedy: 'list the users, groups or service accounts that need the role',
  remedyInCode: 'pass the `User`, `Group` or `ServiceAccount` that needs the role to `bind`',
  notes: ['Default bindings of every cluster are accepted: system:basic-user, system:discovery and system:service-account-issuer-discovery '
    + 'for system:authenticated, system:public-info-viewer and system:service-account-issuer-discovery for both, and cluster-admin for '
    + 'system:masters.'],
  sources: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#discovery-roles',
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#service-account-issuer-discovery',
  ],
}, ALLOWED, isEverybody, riskFor);

function isEverybody({ kind, name }: JsonObject, { roleRef }: JsonObject): boolean {
  return (kind === 'User' && name === 'system:anonymous')
    || (kind === 'Group' && GROUPS.includes(name) && !isPublic(asObject(roleRef), name));
}

function isPublic({ kind, name }: JsonObject, group: unknown): boolean {
  return kind === 'ClusterRole' && typeof name === 'string' && Object.hasOwn(PUBLIC, name) && PUBLIC[name].includes(group);
}

function riskFor({ name }: JsonObject, binding: JsonObject, { target: { kubernetesVersion }, facts: { rbac } }: Context<'rbac'>) {
  const onlyReads = name !== MASTERS && rbac?.rulesOf(binding)?.every((rule) => isHarmless(asObject(rule), kubernetesVersion));
  if (binding.kind === 'RoleBinding' && name !== MASTERS) {
    return onlyReads ? 'low' : 'high';
  }
  return onlyReads ? 'medium' : 'critical';
}

function isHarmless(rule: JsonObject, version: MinorVersion): boolean {
  return asArray(rule.verbs).every((verb) => READS.includes(verb)) && !takesOver(rule, version);
}
