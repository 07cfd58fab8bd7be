import { leavesRoot, NO_SNAPSHOT } from '../common/facts';
import { ImageFacts, ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

const COMMON: Omit<ImageFacts, 'evidence'> = {
  ...leavesRoot('setpriv', 999),
  writablePaths: [{ path: '/data', kind: 'empty', isData: true }],
  keepsNothingWith: NO_SNAPSHOT,
  ports: [6379],
  hint: 'The start script refuses a /data that it cannot write',
};

export const VALKEY: ImageFamily = {
  name: 'valkey',
  repositories: ['docker.io/valkey/valkey'],
  variants: [
    {
      ...COMMON,
      evidence: {
        documented: [
          {
            source: 'https://github.com/valkey-io/valkey-container/blob/00a2b211887fd46775bba37c554167a19783cca4/8.1/debian/Dockerfile',
            date: '2026-11-26',
          },
          {
            source: 'https://github.com/valkey-io/valkey-container/blob/2a80026d51102f32b36b249542027cb11223a7f1/docker-entrypoint.sh',
            date: '2026-11-26',
          },
        ],
        verified: VERIFIED.valkey,
      },
    },
    {
      ...COMMON,
      tags: ['alpine'],
      gid: 1000,
      evidence: {
        documented: [{
          source: 'https://github.com/valkey-io/valkey-container/blob/00a2b211887fd46775bba37c554167a19783cca4/8.1/alpine/Dockerfile',
          date: '2026-11-26',
        }],
      },
    },
  ],
};
