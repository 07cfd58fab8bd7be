import { ImageFamily } from '../known-image';

export const KONG: ImageFamily = {
  name: 'kong',
  repositories: ['docker.io/library/kong'],
  variants: [{
    imageUser: 'name',
    anyUser: 'with gid 0',
    writablePaths: [{ path: '/usr/local/kong', kind: 'seeded' }],
    ports: [8000, 8001, 8443, 8444],
    hint: 'USER is the name kong',
    evidence: {
      documented: [{
        source: 'https://github.com/Kong/docker-kong/blob/025391ee17436742f8f27462f2ff4c1ea691af14/ubuntu/Dockerfile',
        date: '2026-11-26',
      }],
    },
  }],
};
