import { leavesRoot } from '../common/facts';
import { ImageFamily } from '../known-image';

export const GHOST: ImageFamily = {
  name: 'ghost',
  repositories: ['docker.io/library/ghost'],
  variants: [{
    ...leavesRoot('gosu', 1000),
    writablePaths: [{ path: '/var/lib/ghost/content', kind: 'self-initializing', isData: true }],
    ports: [2368],
    evidence: {
      documented: [
        { source: 'https://github.com/docker-library/ghost/blob/7edb45d/6/bookworm/Dockerfile', date: '2026-11-25' },
        { source: 'https://github.com/docker-library/ghost/blob/7edb45d/6/bookworm/docker-entrypoint.sh', date: '2026-11-25' },
      ],
    },
  }],
};
