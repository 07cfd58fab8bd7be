import { Cause } from '../../cause';

export const evictedEmptyDir: Cause = {
  id: 'evicted-empty-dir',
  title: 'an emptyDir grew beyond its sizeLimit',
  why: 'The kubelet then evicts the whole pod, up to a minute later. Its logs are gone.',
  signs: [{ in: 'cluster', text: /Usage of EmptyDir volume "(?<volume>[^"]+)" exceeds the limit "(?<limit>[^"]+)"/ }],
  fix: ({ facts, evidence }) => {
    const path = evidence.mounts.find(({ volume }) => volume === facts.volume)?.path ?? 'PATH';
    return {
      do: `raise the sizeLimit of the volume ${facts.volume} above ${facts.limit}, or make the program write less there`,
      typescript: `writablePaths: [WritablePath.emptyDir('${path}', { sizeLimit: Size.gibibytes(2) })],`,
      yaml: `volumes:\n  - { name: ${facts.volume}, emptyDir: { sizeLimit: 2Gi } }`,
      settings: `writablePaths: [{ path: ${path}, sizeLimit: 2Gi }]`,
    };
  },
  example: { source: 'cluster', reason: 'Evicted', text: 'Usage of EmptyDir volume "tmp" exceeds the limit "8Mi". ' },
};
