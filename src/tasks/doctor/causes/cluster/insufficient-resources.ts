import { Cause } from '../../cause';

export const insufficientResources: Cause = {
  id: 'insufficient-resources',
  title: 'no node has room for the requests of the pod',
  why: 'The scheduler counts the requests of all pods of a node, whatever they use.',
  signs: [{ in: 'cluster', text: /Insufficient (?<resource>[\w./-]+)/ }, { in: 'cluster', text: /Too many (?<resource>pods)/ }, { in: 'cluster', reason: /^OutOf(?<resource>\w+)$/ }],
  fix: ({ facts }) => {
    const resource = facts.resource?.replace(/\.$/, '') ?? 'cpu';
    if (resource === 'pods') {
      return { do: 'add nodes, or delete pods: a node takes a limited number, 110 by default (maxPods of the kubelet)' };
    }
    return {
      do: `request less ${resource}, or add nodes`,
      typescript: `// of the container: resources: { ${resource === 'ephemeral-storage' ? 'ephemeralStorage: { request: Size.mebibytes(64) }' : resource === 'memory' ? 'memory: { request: Size.mebibytes(256) }' : 'cpu: { request: Cpu.millis(100) }'} }`,
      yaml: `containers:\n  - name: main\n    resources:\n      requests: { ${resource}: ${resource === 'cpu' ? '100m' : '64Mi'} }`,
    };
  },
  example: { source: 'cluster', reason: 'Unschedulable', text: '0/3 nodes are available: 3 Insufficient memory.' },
};
