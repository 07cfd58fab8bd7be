import { ImageFamily } from '../known-image';

export const KAFKA: ImageFamily = {
  name: 'kafka',
  repositories: ['docker.io/apache/kafka'],
  variants: [{
    uid: 1000,
    gid: 1000,
    imageUser: 'name',
    writablePaths: [
      { path: '/opt/kafka/config', kind: 'seeded' },
      { path: '/opt/kafka/logs', kind: 'empty' },
      { path: '/var/lib/kafka/data', kind: 'empty', isData: true },
    ],
    ports: [9092],
    hint: 'It keeps its data in /tmp/kraft-combined-logs unless KAFKA_LOG_DIRS names another directory. The ids are the first that adduser of Alpine gives',
    evidence: {
      documented: [
        {
          source: 'https://github.com/apache/kafka/blob/120d52df7d4a1e7eaf90e4e069b9c49c27e3d0de/docker/jvm/Dockerfile',
          date: '2026-11-26',
        },
        { source: 'https://github.com/apache/kafka/blob/1eb7644/docker/resources/common-scripts/configure', date: '2026-11-25' },
      ],
    },
  }],
};
