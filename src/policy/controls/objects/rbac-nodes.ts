import { roleControl } from './role-control';

const WRITE = ['create', 'update', 'patch', 'delete'];

export const rbacNodes = roleControl({
  id: 'rbac-nodes',
  title: 'No right to change nodes, or to choose them',
  risk: 'medium',
  why: 'Labels and taints of nodes, and a binding, decide where pods run: an attacker moves the pods of others to a node that they own, or '
    + 'their own to a control plane. The addresses in the status of a node decide where the API server sends its credentials.',
  remedy: 'remove the verbs that write; the scheduler and the kubelet have these rights themselves',
  remedyInCode: 'call `allowRead` instead; the scheduler and the kubelet have these rights themselves',
  safeNames: 'any',
  notes: ['Autoscalers and agents of clouds need it: waive it for their roles.'],
  grants: [
    { group: '', resources: ['nodes', 'nodes/status'], verbs: WRITE, isOfCluster: true },
    { group: '', resources: ['pods/binding', 'bindings'], verbs: ['create'] },
  ],
  sources: [
    'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-isolation-restriction',
    'https://github.com/kubernetes/kubernetes/blob/master/pkg/registry/core/pod/rest/subresources.go (BindingREST)',
  ],
});
