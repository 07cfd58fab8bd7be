import { ImageFamily } from '../known-image';

export const SUPERSET: ImageFamily = {
  name: 'superset',
  repositories: ['docker.io/apache/superset'],
  variants: [{
    imageUser: 'name',
    writablePaths: [{ path: '/app/superset_home', kind: 'empty', isData: true }],
    ports: [8088],
    hint: 'USER is the name superset',
    evidence: {
      documented: [{
        source: 'https://github.com/apache/superset/blob/003941c07e0574e9e2634bded9d1747baf0797a7/Dockerfile',
        date: '2026-11-26',
      }],
    },
  }],
};
