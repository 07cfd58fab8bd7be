import { GOOD_PRACTICES, roleControl } from './role-control';

const WRITE = ['create', 'update', 'patch'];

export const rbacBindings = roleControl({
  id: 'rbac-bindings',
  title: 'No right to change roles and bindings',
  risk: 'medium',
  riskNote: 'Trivy rates it critical. The API server does not let a subject grant permissions that it does not have, unless its role '
    + 'allows `bind` or `escalate`, which the control rbac-escalation reports.',
  why: 'A subject that can write bindings can grant all of its own permissions to any other subject, which keeps them after the subject\'s '
    + 'account is deleted.',
  remedy: 'remove the write verbs, and create the roles and bindings when you deploy the application',
  remedyInCode: 'call `allowRead` instead, and create the roles and bindings as `Role` and '
    + '`RoleBinding` in the app that deploys the application',
  grants: [
    { group: 'rbac.authorization.k8s.io', resources: ['rolebindings', 'roles'], verbs: WRITE },
    { group: 'rbac.authorization.k8s.io', resources: ['clusterrolebindings', 'clusterroles'], verbs: WRITE, isOfCluster: true },
  ],
  sources: [
    `${GOOD_PRACTICES}#bind-verb`, 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping',
  ],
});
