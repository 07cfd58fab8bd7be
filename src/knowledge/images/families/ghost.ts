import { ImageFamily } from '../known-image';

export const GHOST: ImageFamily = {
  name: 'ghost',
  repositories: ['docker.io/library/ghost'],
  variants: [{
    uid: 1000,
    gid: 1000,
    imageUser: 'root',
    anyUser: true,
    stepsDownWith: 'gosu',
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
