import { ImageFamily } from '../known-image';

export const ALPINE: ImageFamily = {
  name: 'alpine',
  repositories: ['docker.io/library/alpine'],
  variants: [{
    imageUser: 'root',
    anyUser: true,
    writablePaths: [],
    hint: 'Any user can run its programs, but not install packages',
    evidence: {
      documented: [{
        source: 'https://github.com/alpinelinux/docker-alpine/blob/4e7658cebff5e569496deea3556a6e258df12a65/aarch64/Dockerfile',
        date: '2026-11-26',
      }],
    },
  }],
};
