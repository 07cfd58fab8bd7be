import { ImageFamily } from '../known-image';

export const SUPERSET: ImageFamily = {
  name: 'superset',
  repositories: ['docker.io/apache/superset'],
  variants: [{
    imageUser: 'name',
    anyUser: true,
    writablePaths: [{ path: '/app/superset_home', kind: 'empty', isData: true }],
    ports: [8088],
    hint: 'USER is the name superset',
    evidence: { documented: [{ source: 'https://github.com/apache/superset/blob/master/Dockerfile', date: '2026-11-25' }] },
  }],
};
