import { ImageFamily } from '../known-image';

export const ALPINE: ImageFamily = {
  name: 'alpine',
  repositories: ['docker.io/library/alpine'],
  variants: [{
    imageUser: 'root',
    anyUser: true,
    writablePaths: [],
    evidence: {
      documented: [{
        source: 'https://github.com/docker-library/repo-info/blob/1746b58749182f00f5d2c26a53fff697cfce2c81/repos/alpine/remote/latest.md',
        date: '2026-11-26',
      }],
    },
  }],
};
