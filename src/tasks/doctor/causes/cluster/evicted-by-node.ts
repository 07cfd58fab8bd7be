import { Cause } from '../../cause';

export const evictedByNode: Cause = {
  id: 'evicted-by-node',
  title: 'the node ran out of memory, disk or processes',
  why: 'A kubelet under pressure evicts pods; those that use more than they request come first.',
  signs: [{ in: 'cluster', text: /The node was low on resource: (?<resource>[\w.-]+)|The node had condition: \[(?<condition>\w+)\]/ }],
  fix: ({ facts }) => ({
    do: `request as much ${facts.resource ?? 'memory and storage'} as the program uses, so that the scheduler finds a node with room`,
    typescript: '// of the container: resources: { memory: { request: Size.mebibytes(512), limit: Size.mebibytes(512) } }',
    yaml: `containers:\n  - name: main\n    resources:\n      requests: { ${facts.resource ?? 'memory'}: 512Mi }`,
  }),
  example: { source: 'cluster', reason: 'Evicted', text: 'The node was low on resource: memory. Threshold quantity: 100Mi, available: 50Mi. ' },
};
