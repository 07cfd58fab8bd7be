import { ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

export const MEMCACHED: ImageFamily = {
  name: 'memcached',
  repositories: ['docker.io/library/memcached'],
  variants: [{
    uid: 11211,
    gid: 11211,
    imageUser: 'name',
    anyUser: true,
    writablePaths: [],
    ports: [11211],
    evidence: {
      documented: [
        { source: 'https://github.com/docker-library/memcached/blob/53ac0ec/1/debian/Dockerfile', date: '2026-11-25' },
        { source: 'https://github.com/grafana-community/helm-charts/blob/3386a11/charts/loki/values.yaml', date: '2026-11-25' },
      ],
      verified: VERIFIED.memcached,
    },
  }],
};
