import { asArray, asObject, JsonObject } from '../../../formats/manifest/json';
import { ROLE_BINDINGS } from '../../../formats/manifest/role-bindings';
import { ObjectControl } from '../control';
import { listOf } from '../violations';
import { subjectText } from './role-control';
import { KUBE_SYSTEM, riskOfRights, RISKS_OF_RIGHTS } from './role-holders';

const CLUSTER_ADMIN = 'cluster-admin';
const CONTROLLER_MANAGER = 'system:kube-controller-manager';
const CONTROLLER = 'system:controller:';

/** The controllers whose built-in roles allow them to create pods, to read or write any object, or to grant any right. */
const CONTROLLERS = [
  'clusterrole-aggregation', 'cronjob', 'daemon-set', 'deployment', 'job', 'namespace', 'replicaset', 'replication', 'resourcequota',
  'statefulset', 'storage-version-migrator',
].map((name) => `${name}-controller`).concat('generic-garbage-collector', 'persistent-volume-binder');

/** Built-in roles that give full control of the cluster. */
const ROLES: ReadonlySet<unknown> = new Set([CLUSTER_ADMIN, CONTROLLER_MANAGER, ...CONTROLLERS.map((name) => `${CONTROLLER}${name}`)]);

export const clusterAdmin: ObjectControl = {
  id: 'cluster-admin',
  title: 'No binding to cluster-admin',
  level: 'hardened',
  risk: RISKS_OF_RIGHTS,
  why: 'An attacker with a token of a subject controls the cluster or the namespace, and can read its Secrets and start any pod.',
  remedy: 'bind a role with only the necessary verbs and resources',
  remedyInCode: 'bind a `Role` or `ClusterRole` with only the necessary `rules`',
  spec: {
    rules: [{
      fields: ['roleRef of a ClusterRoleBinding or RoleBinding'],
      allowed: `any role except the ClusterRoles cluster-admin, ${CONTROLLER_MANAGER} and, with the prefix ${CONTROLLER}, `
        + `${CONTROLLERS.join(', ')}`,
    }],
    notes: ['The default bindings of Kubernetes are accepted: the group system:masters, and the user and the accounts in kube-system of '
      + 'these roles.'],
    sources: [
      'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#controller-roles',
      'https://github.com/kubernetes/kubernetes/blob/master/plugin/pkg/auth/authorizer/rbac/bootstrappolicy/controller_policy.go',
    ],
  },
  kinds: ROLE_BINDINGS,
  checkObject: (binding) => {
    const { kind, name } = asObject(binding.roleRef);
    return listOf(ROLES.has(name) && kind !== 'Role' && !isOfKubernetes(name as string, asArray(binding.subjects).map(asObject))
      ? {
        path: ['roleRef', 'name'],
        value: name,
        allowKey: `${name as string}: ${asArray(binding.subjects).map(subjectText).sort().join(', ')}`,
        risk: riskOfRights(binding),
      } : undefined);
  },
};

function isOfKubernetes(role: string, subjects: readonly JsonObject[]): boolean {
  return subjects.length > 0 && subjects.every(({ kind, name, namespace }) => {
    if (kind === 'User') {
      return name === role && role === CONTROLLER_MANAGER;
    }
    return kind === 'Group'
      ? role === CLUSTER_ADMIN && name === 'system:masters'
      : kind === 'ServiceAccount' && namespace === KUBE_SYSTEM && `${CONTROLLER}${name as string}` === role;
  });
}
