import { ImageFamily } from '../known-image';

export const MEILISEARCH: ImageFamily = {
  name: 'meilisearch',
  repositories: ['docker.io/getmeili/meilisearch'],
  variants: [{
    imageUser: 'root',
    anyUser: true,
    writablePaths: [{ path: '/meili_data', kind: 'empty', isData: true }],
    ports: [7700],
    evidence: {
      documented: [{
        source: 'https://github.com/meilisearch/meilisearch/blob/02887fb5da710d0e849466f4241a38dbb01f4ce0/Dockerfile',
        date: '2026-11-26',
      }],
    },
  }],
};
