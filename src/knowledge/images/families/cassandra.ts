import { leavesRoot } from '../common/facts';
import { ImageFamily } from '../known-image';

export const CASSANDRA: ImageFamily = {
  name: 'cassandra',
  repositories: ['docker.io/library/cassandra'],
  variants: [{
    ...leavesRoot('gosu', 999),
    writablePaths: [
      { path: '/var/lib/cassandra', kind: 'empty', isData: true },
      { path: '/var/log/cassandra', kind: 'empty' },
      { path: '/etc/cassandra', kind: 'seeded' },
    ],
    ports: [7000, 7001, 7199, 9042, 9160],
    evidence: {
      documented: [{
        source: 'https://github.com/docker-library/cassandra/blob/01dffce9d5d205f61733cbffaaf8973cc586219b/5.0/Dockerfile',
        date: '2026-11-26',
      }],
    },
  }],
};
