import { Cause } from '../../cause';

/** Conditions of a node, and the resource that each is about. */
const CONDITIONS: { readonly [condition: string]: string | undefined } = { MemoryPressure: 'memory', DiskPressure: 'ephemeral-storage', PIDPressure: 'pids' };

export const evictedByNode: Cause = {
  id: 'evicted-by-node',
  title: 'the node ran out of memory, disk or processes',
  why: 'A kubelet under pressure evicts pods; those that use more than they request come first.',
  signs: [{ in: 'cluster', text: /The node was low on resource: (?<resource>[\w-]+)|The node had condition: \[(?<condition>\w+)\]/ }],
  fix: ({ facts, line, evidence }) => {
    const resource = facts.resource ?? CONDITIONS[facts.condition ?? ''] ?? 'memory';
    if (resource !== 'memory' && resource !== 'ephemeral-storage') {
      return { do: `look at the node: it has too few ${resource} for all of its pods, and no field of a pod requests them` };
    }
    const field = resource === 'memory' ? 'memory' : 'ephemeralStorage';
    const container = /\bContainer (\S+) was using\b/.exec(line.text)?.[1] ?? evidence.container ?? 'main';
    return {
      do: `request as much ${resource} as the program uses, so that the scheduler finds a node with room`,
      typescript: `// of the container: resources: { ${field}: { request: Size.mebibytes(512), limit: Size.mebibytes(512) } }`,
      yaml: `containers:\n  - name: ${container}\n    resources:\n      requests: { ${resource}: 512Mi }`,
    };
  },
  example: { source: 'cluster', reason: 'Evicted', text: 'The node was low on resource: memory. Threshold quantity: 100Mi, available: 50Mi. ' },
};
