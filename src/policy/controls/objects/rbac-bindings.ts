import { GOOD_PRACTICES, roleControl } from './role-control';

const WRITE = ['create', 'update', 'patch'];

export const rbacBindings = roleControl({
  id: 'rbac-bindings',
  title: 'No right to change roles and bindings',
  risk: 'medium',
  riskNote: 'Trivy rates it critical. The API server lets nobody give rights that they do not have, unless a role has '
    + '`bind` or `escalate`, which the control rbac-escalation reports.',
  why: 'A subject that writes bindings can pass all of its own rights on to any other subject, and '
    + 'keep them after its own account is gone.',
  remedy: 'remove the verbs that write, and let whoever deploys the application create its roles and bindings',
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
