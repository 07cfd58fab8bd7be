import { roleControl } from './role-control';

const WRITE = ['create', 'update', 'patch', 'delete'];

export const rbacNodes = roleControl({
  id: 'rbac-nodes',
  title: 'No right to change nodes or to assign pods to them',
  risk: 'medium',
  why: 'Labels and taints of nodes, and bindings of pods, control where pods run. An attacker can move other pods to a compromised node, '
    + 'or their own pods to a control plane node. The API server sends its credentials to the addresses in the status of a node.',
  remedy: 'remove the write verbs; the scheduler and the kubelet already have these permissions',
  remedyInCode: 'call `allowRead` instead; the scheduler and the kubelet already have these permissions',
  safeNames: 'any',
  notes: ['Waive it for the roles of autoscalers and cloud agents, because they need it.'],
  grants: [
    { group: '', resources: ['nodes', 'nodes/status'], verbs: WRITE, isOfCluster: true },
    { group: '', resources: ['pods/binding', 'bindings'], verbs: ['create'] },
  ],
  sources: [
    'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-isolation-restriction',
    'https://github.com/kubernetes/kubernetes/blob/master/pkg/registry/core/pod/rest/subresources.go (BindingREST)',
  ],
});
