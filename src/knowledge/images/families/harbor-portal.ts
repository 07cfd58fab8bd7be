import { ImageFamily } from '../known-image';

export const HARBOR_PORTAL: ImageFamily = {
  name: 'harbor-portal',
  repositories: ['docker.io/goharbor/harbor-portal', 'docker.io/goharbor/nginx-photon'],
  variants: [{
    uid: 10000,
    imageUser: 'name',
    anyUser: false,
    writablePaths: [
      { path: '/var/cache/nginx', kind: 'empty' },
      { path: '/var/log/nginx', kind: 'seeded' },
      { path: '/run', kind: 'empty', size: 16 * 2 ** 20 },
    ],
    evidence: {
      documented: [
        { source: 'https://github.com/goharbor/harbor/blob/c50c7dd/make/photon/portal/Dockerfile', date: '2026-11-25' },
        { source: 'https://github.com/goharbor/harbor-helm/blob/70564d5/values.yaml', date: '2026-11-25' },
      ],
    },
  }],
};
