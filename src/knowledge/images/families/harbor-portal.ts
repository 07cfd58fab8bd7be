import { runDirectory } from '../common/facts';
import { HARBOR_CHART, HARBOR_USER } from '../common/harbor';
import { ImageFamily } from '../known-image';

export const HARBOR_PORTAL: ImageFamily = {
  name: 'harbor-portal',
  repositories: ['docker.io/goharbor/harbor-portal', 'docker.io/goharbor/nginx-photon'],
  variants: [{
    uid: 10000,
    ...HARBOR_USER,
    writablePaths: [
      { path: '/var/cache/nginx', kind: 'empty' },
      { path: '/var/log/nginx', kind: 'seeded' },
      runDirectory('/run'),
    ],
    evidence: {
      documented: [
        { source: 'https://github.com/goharbor/harbor/blob/c50c7dd/make/photon/portal/Dockerfile', date: '2026-11-25' },
        HARBOR_CHART,
      ],
    },
  }],
};
