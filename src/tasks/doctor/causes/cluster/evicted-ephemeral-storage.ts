import { Cause } from '../../cause';

export const evictedEphemeralStorage: Cause = {
  id: 'evicted-ephemeral-storage',
  title: 'the pod wrote more than its limits for ephemeral storage',
  why: 'Its emptyDirs, its logs and the changes of its root filesystems count together, against the sum of the limits of its containers.',
  signs: [{ in: 'cluster', text: /(?:ephemeral local storage usage|ephemeral-storage).*exceed(?:s|ed) .*limit.*?(?<limit>\d+\w*)?\.?\s*$|Container (?<container>\S+) exceeded its local ephemeral storage limit "(?<own>[^"]+)"/s }],
  fix: ({ facts, evidence }) => ({
    do: `raise the limit above ${facts.own ?? facts.limit ?? 'what it is'}, or find what grows: logs, uploads, caches`,
    typescript: '// of the container: resources: { ephemeralStorage: { limit: Size.gibibytes(2) } }',
    yaml: `containers:\n  - name: ${facts.container ?? evidence.container ?? 'main'}\n    resources:\n      limits: { ephemeral-storage: 2Gi }`,
  }),
  example: { source: 'cluster', reason: 'Evicted', text: 'Pod ephemeral local storage usage exceeds the total limit of containers 10Mi. ' },
};
