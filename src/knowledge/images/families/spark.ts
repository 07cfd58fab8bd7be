import { ImageFamily } from '../known-image';

export const SPARK: ImageFamily = {
  name: 'spark',
  repositories: ['docker.io/library/spark', 'docker.io/apache/spark'],
  variants: [{
    uid: 185,
    gid: 185,
    imageUser: 'name',
    writablePaths: [{ path: '/opt/spark/work-dir', kind: 'empty' }],
    evidence: {
      documented: [{
        source: 'https://github.com/apache/spark-docker/blob/32ccc12a02ae28df368b82767c875a345d11bd1e/3.5.1/scala2.12-java11-ubuntu/Dockerfile',
        date: '2026-11-26',
      }],
    },
  }],
};
