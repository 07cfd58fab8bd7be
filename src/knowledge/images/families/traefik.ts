import { ImageFamily } from '../known-image';

export const TRAEFIK: ImageFamily = {
  name: 'traefik',
  repositories: ['docker.io/library/traefik'],
  variants: [{
    uid: 65532,
    gid: 65532,
    imageUser: 'root',
    anyUser: true,
    writablePaths: [{ path: '/plugins-storage', kind: 'empty' }],
    ports: [80],
    hint: 'The ids are from its chart, which listens on 8000 and 8443. ACME certificates go to /data: mount a volume there',
    evidence: {
      documented: [
        {
          source: 'https://github.com/traefik/traefik-library-image/blob/005971c99323d650d04d29cea460d3c7a1e5e5ac/v3.7/alpine/Dockerfile',
          date: '2026-11-26',
        },
        { source: 'https://github.com/traefik/traefik-helm-chart/blob/a8a66d0/traefik/values.yaml', date: '2026-11-25' },
      ],
    },
  }],
};
