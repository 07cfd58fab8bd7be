import { ImageFamily } from '../known-image';

export const HARBOR_DB: ImageFamily = {
  name: 'harbor-db',
  repositories: ['docker.io/goharbor/harbor-db', 'docker.io/goharbor/redis-photon', 'docker.io/goharbor/valkey-photon'],
  variants: [{
    uid: 999,
    imageUser: 'name',
    anyUser: false,
    evidence: {
      documented: [
        { source: 'https://github.com/goharbor/harbor/blob/c50c7dd/make/photon/db/Dockerfile', date: '2026-11-25' },
        { source: 'https://github.com/goharbor/harbor-helm/blob/70564d5/values.yaml', date: '2026-11-25' },
      ],
    },
  }],
};
