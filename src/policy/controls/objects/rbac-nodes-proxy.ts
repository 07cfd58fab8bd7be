import { roleControl } from './role-control';

export const rbacNodesProxy = roleControl({
  id: 'rbac-nodes-proxy',
  title: 'No right to the API of kubelets',
  why: 'The API of a kubelet runs commands in each pod of the node, and neither audit logs nor admission see it.',
  remedy: 'remove `nodes/proxy`; for metrics grant `nodes/metrics` or `nodes/stats`',
  remedyInCode: 'remove `nodes/proxy`; for metrics pass `ApiResource.custom({ apiGroup: '
    + '\'\', resourceType: \'nodes/metrics\' })` to `allowGet`',
  grants: [{ group: '', resources: ['nodes/proxy'], verbs: ['get', 'create', 'update', 'patch', 'delete'], isOfCluster: true }],
});
