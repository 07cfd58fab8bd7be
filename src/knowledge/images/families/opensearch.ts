import { ImageFamily } from '../known-image';

export const OPENSEARCH: ImageFamily = {
  name: 'opensearch',
  repositories: ['docker.io/opensearchproject/opensearch', 'public.ecr.aws/opensearchproject/opensearch'],
  variants: [{
    uid: 1000,
    gid: 1000,
    imageUser: 'numeric',
    anyUser: false,
    writablePaths: [
      { path: '/usr/share/opensearch/data', kind: 'empty', isData: true },
      { path: '/usr/share/opensearch/logs', kind: 'empty' },
      { path: '/usr/share/opensearch/config', kind: 'seeded' },
    ],
    ports: [9200, 9300, 9600, 9650],
    startUp: 'slow',
    hint: 'Its chart gives it 305 s to start, and has an option for the vm.max_map_count of the node',
    evidence: {
      documented: [
        {
          source: 'https://github.com/opensearch-project/opensearch-build/blob/4372bf7/docker/release/dockerfiles/opensearch.al2.dockerfile',
          date: '2026-11-25',
        },
        {
          source: 'https://github.com/opensearch-project/helm-charts/blob/018a73339ab3df06943293eaf83e2ba5db30881a/charts/opensearch/values.yaml',
          date: '2026-11-26',
        },
      ],
    },
  }],
};
