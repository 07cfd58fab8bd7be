import { roleControl } from './role-control';

export const rbacNodesProxy = roleControl({
  id: 'rbac-nodes-proxy',
  title: 'No access to the kubelet API',
  why: 'The kubelet API can run commands in each pod of the node, without audit logs and admission checks.',
  remedy: 'remove `nodes/proxy`; for metrics, grant `nodes/metrics` or `nodes/stats`',
  remedyInCode: 'remove `nodes/proxy`; for metrics, pass `ApiResource.custom({ apiGroup: \'\', resourceType: \'nodes/metrics\' })` to '
    + '`allowGet`',
  grants: [{ group: '', resources: ['nodes/proxy'], verbs: ['get', 'create', 'update', 'patch', 'delete'], isOfCluster: true }],
});
