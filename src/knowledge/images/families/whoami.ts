import { ImageFamily } from '../known-image';

export const WHOAMI: ImageFamily = {
  name: 'whoami',
  repositories: ['docker.io/traefik/whoami'],
  variants: [{
    imageUser: 'root',
    anyUser: true,
    writablePaths: [],
    ports: [80],
    hint: '--port sets another port',
    evidence: {
      documented: [{
        source: 'https://github.com/traefik/whoami/blob/235aa18350319bf8c68602f590ae5f2b313404a8/Dockerfile',
        date: '2026-11-26',
      }],
    },
  }],
};
