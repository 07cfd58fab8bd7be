import { ImageFamily } from '../known-image';

export const OPENSEARCH_DASHBOARDS: ImageFamily = {
  name: 'opensearch-dashboards',
  repositories: ['docker.io/opensearchproject/opensearch-dashboards', 'public.ecr.aws/opensearchproject/opensearch-dashboards'],
  variants: [{
    uid: 1000,
    gid: 1000,
    imageUser: 'numeric',
    writablePaths: [{ path: '/usr/share/opensearch-dashboards/data', kind: 'empty' }],
    ports: [5601],
    evidence: {
      documented: [
        {
          source: 'https://github.com/opensearch-project/opensearch-build/blob/0321c35ceccd73dbe6f7e0760dab6dc3abcbeefa/docker/release/dockerfiles/opensearch-dashboards.al2.dockerfile',
          date: '2026-11-26',
        },
        {
          source: 'https://github.com/opensearch-project/OpenSearch-Dashboards/blob/1514ed5d75dc1761c5b78725cfd0a360eb78908d/packages/osd-utils/src/path/index.ts',
          date: '2026-11-26',
        },
      ],
    },
  }],
};
