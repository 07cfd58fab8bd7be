import { Cause } from '../../cause';

export const limitRange: Cause = {
  id: 'limit-range',
  title: 'a LimitRange of the namespace forbids the request or the limit',
  why: 'A LimitRange sets the smallest and largest value, and the ratio of limit and request, of each container, pod or PVC.',
  signs: [{ in: 'refusal', text: /(?<bound>maximum|minimum) (?<resource>[\w./-]+) (?:usage )?per (?<per>Container|Pod|PersistentVolumeClaim) is (?<allowed>[\w.]+)(?:, but (?<what>.+?) is (?<is>[\w.]+))?|max limit to request ratio/ }],
  fix: ({ facts }) => ({
    do: facts.resource ? `set ${facts.resource} of each ${facts.per} to ${facts.bound === 'minimum' ? 'at least' : 'at most'} ${facts.allowed}` : 'bring the request nearer to the limit',
    ...facts.resource === 'ephemeral-storage' ? {
      typescript: 'disableEphemeralStorageLimits: true,   // or smaller paths: WritablePath.emptyDir(PATH, { sizeLimit: Size.mebibytes(128) })',
      settings: 'exclude: [ephemeral-storage]',
    } : { typescript: '// of the container: resources: { ... }' },
    yaml: `containers:\n  - name: main\n    resources:\n      limits: { ${facts.resource ?? 'cpu'}: ${facts.allowed ?? 'VALUE'} }`,
  }),
  example: { source: 'refusal', text: 'pods "web-1" is forbidden: maximum memory usage per Container is 1Gi, but limit is 3Gi' },
};
