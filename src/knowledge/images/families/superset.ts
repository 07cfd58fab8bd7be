import { ImageFamily } from '../known-image';

export const SUPERSET: ImageFamily = {
  name: 'superset',
  repositories: ['docker.io/apache/superset'],
  variants: [{
    uid: 1000,
    gid: 1000,
    imageUser: 'name',
    writablePaths: [{ path: '/app/superset_home', kind: 'empty', isData: true }],
    ports: [8088],
    hint: 'The ids are the first that useradd of Debian gives',
    evidence: {
      documented: [
        { source: 'https://github.com/apache/superset/blob/003941c07e0574e9e2634bded9d1747baf0797a7/Dockerfile', date: '2026-11-26' },
        { source: 'https://github.com/apache/superset/pull/13917', date: '2026-11-26' },
      ],
    },
  }],
};
