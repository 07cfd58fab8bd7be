import { ImageFamily } from '../known-image';

export const VERDACCIO: ImageFamily = {
  name: 'verdaccio',
  repositories: ['docker.io/verdaccio/verdaccio', 'ghcr.io/verdaccio/verdaccio'],
  variants: [{
    uid: 10001,
    imageUser: 'numeric',
    anyUser: 'with gid 0',
    writablePaths: [{ path: '/verdaccio/storage', kind: 'empty', isData: true }],
    ports: [4873],
    evidence: {
      documented: [{
        source: 'https://github.com/verdaccio/verdaccio/blob/00b57662dbd45d2182079a4f2498feacd34e5d6a/Dockerfile',
        date: '2026-11-26',
      }],
    },
  }],
};
