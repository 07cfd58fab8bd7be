import { leavesRoot } from '../common/facts';
import { ImageFamily } from '../known-image';

export const NEO4J: ImageFamily = {
  name: 'neo4j',
  repositories: ['docker.io/library/neo4j'],
  variants: [{
    ...leavesRoot('su-exec', 7474),
    writablePaths: [
      { path: '/data', kind: 'empty', isData: true },
      { path: '/logs', kind: 'empty' },
      { path: '/var/lib/neo4j/conf', kind: 'seeded' },
      { path: '/var/lib/neo4j/run', kind: 'empty', size: 2 ** 20 },
    ],
    ports: [7473, 7474, 7687],
    hint: 'Its start script writes its settings to /var/lib/neo4j/conf. With NEO4J_PLUGINS it downloads plugins: mount a volume at /plugins then',
    evidence: {
      documented: [
        {
          source: 'https://github.com/neo4j/docker-neo4j/blob/020c00ebf6041b29bb30e8306ac8acdbe3430482/docker-image-src/5/coredb/docker-entrypoint.sh',
          date: '2026-11-26',
        },
        {
          source: 'https://github.com/neo4j/docker-neo4j/blob/0eae37d101741bcafe258a15c1d09a6fda8e2e4b/docker-image-src/5/coredb/Dockerfile-debian',
          date: '2026-11-26',
        },
        {
          source: 'https://github.com/docker-library/repo-info/blob/0fe7c00b6a70243eb2b23283a35195dd65b43ece/repos/neo4j/remote/latest.md',
          date: '2026-11-26',
        },
        { source: 'https://github.com/antonyrag/ragleap-core/pull/348', date: '2026-11-26' },
      ],
    },
  }],
};
