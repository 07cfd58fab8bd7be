import { roleControl } from './role-control';

const VERBS = ['create', 'update', 'patch'];

export const rbacCreatePods = roleControl({
  id: 'rbac-create-pods',
  title: 'No right to create pods',
  why: 'Whoever creates pods reads every Secret of the namespace, and acts as any of its service accounts.',
  remedy: 'remove the resource or the verb; for an operator, use a Role in the namespaces where it creates workloads, not a ClusterRole',
  remedyInCode: 'remove the resource or the verb; for an operator, use `Role` in the '
    + 'namespaces where it creates workloads instead of `ClusterRole`',
  grants: [
    { group: '', resources: ['pods', 'replicationcontrollers'], verbs: VERBS },
    { group: 'apps', resources: ['deployments', 'statefulsets', 'daemonsets', 'replicasets'], verbs: VERBS },
    { group: 'batch', resources: ['jobs', 'cronjobs'], verbs: VERBS },
  ],
});
