import { ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

export const GOLANG: ImageFamily = {
  name: 'golang',
  repositories: ['docker.io/library/golang'],
  variants: [{
    imageUser: 'root',
    anyUser: true,
    writablePaths: [{ path: '/go', kind: 'seeded' }],
    environment: { HOME: '/tmp' },
    evidence: {
      documented: [{ source: 'https://github.com/docker-library/golang/blob/7c8c182/1.27/trixie/Dockerfile', date: '2026-11-25' }],
      verified: VERIFIED.golang,
    },
  }],
};
