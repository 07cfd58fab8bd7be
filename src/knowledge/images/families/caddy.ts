import { ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

export const CADDY: ImageFamily = {
  name: 'caddy',
  repositories: ['docker.io/library/caddy'],
  variants: [{
    imageUser: 'root',
    anyUser: true,
    writablePaths: [{ path: '/data', kind: 'empty', isData: true }, { path: '/config', kind: 'empty' }],
    ports: [80, 443, 2019],
    fileCapabilities: ['NET_BIND_SERVICE'],
    evidence: {
      documented: [
        { source: 'https://github.com/caddyserver/caddy-docker/blob/1660dc8c7f53f711d6c3493366515433b0b2edb3/2.10/alpine/Dockerfile', date: '2026-11-26' },
        { source: 'https://github.com/caddyserver/caddy-docker/issues/103', date: '2026-11-26' },
      ],
      verified: VERIFIED.caddy,
    },
  }],
};
