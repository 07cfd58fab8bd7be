import { ImageFamily } from '../known-image';

export const KONG: ImageFamily = {
  name: 'kong',
  repositories: ['docker.io/library/kong'],
  variants: [{
    imageUser: 'name',
    writablePaths: [{ path: '/usr/local/kong', kind: 'seeded' }],
    ports: [8000, 8001, 8443, 8444],
    hint: 'USER is the name kong',
    evidence: {
      documented: [{
        source: 'https://github.com/docker-library/repo-info/blob/092d6bbfe1bcfca04fb977537cc38e1420e7e596/repos/kong/remote/latest.md',
        date: '2026-11-26',
      }],
    },
  }],
};
