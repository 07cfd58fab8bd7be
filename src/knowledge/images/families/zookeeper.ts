import { leavesRoot } from '../common/facts';
import { ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

export const ZOOKEEPER: ImageFamily = {
  name: 'zookeeper',
  repositories: ['docker.io/library/zookeeper'],
  variants: [{
    ...leavesRoot('gosu', 1000),
    writablePaths: [
      { path: '/data', kind: 'empty', isData: true },
      { path: '/datalog', kind: 'empty', isData: true },
      { path: '/logs', kind: 'empty' },
      { path: '/conf', kind: 'seeded' },
    ],
    ports: [2181, 2888, 3888, 8080],
    evidence: {
      documented: [
        { source: 'https://github.com/31z4/zookeeper-docker/blob/52a8364/3.9.4/Dockerfile', date: '2026-11-25' },
        { source: 'https://github.com/docker-library/docs/blob/c4a9ba4/zookeeper/content.md', date: '2026-11-25' },
        {
          source: 'https://github.com/docker-library/repo-info/blob/12e41f041d33c3b1ba2c4da7a1c89d4f49c162c8/repos/zookeeper/remote/latest.md',
          date: '2026-11-26',
        },
      ],
      verified: VERIFIED.zookeeper,
    },
  }],
};
