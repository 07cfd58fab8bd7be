import { leavesRoot, NO_SNAPSHOT } from '../common/facts';
import { ImageFacts, ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

const DEBIAN: Omit<ImageFacts, 'evidence'> = {
  ...leavesRoot('setpriv', 999),
  writablePaths: [{ path: '/data', kind: 'empty', isData: true }],
  keepsNothingWith: NO_SNAPSHOT,
  ports: [6379],
  hint: 'Where it cannot write its snapshot to /data, it soon refuses all writes',
};

export const REDIS: ImageFamily = {
  name: 'redis',
  repositories: ['docker.io/library/redis'],
  variants: [
    {
      ...DEBIAN,
      evidence: {
        documented: [{
          source: 'https://github.com/redis/docker-library-redis/blob/0076c90a8028d29b25313f7272fa2d1245c3be76/debian/Dockerfile',
          date: '2026-11-26',
        }],
        verified: VERIFIED.redis,
      },
    },
    {
      ...DEBIAN,
      tags: ['alpine'],
      gid: 1000,
      evidence: {
        documented: [{
          source: 'https://github.com/redis/docker-library-redis/blob/0076c90a8028d29b25313f7272fa2d1245c3be76/alpine/Dockerfile',
          date: '2026-11-26',
        }],
      },
    },
  ],
};
