import { ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

export const NODE: ImageFamily = {
  name: 'node',
  repositories: ['docker.io/library/node'],
  variants: [{
    uid: 1000,
    gid: 1000,
    imageUser: 'root',
    anyUser: true,
    writablePaths: [],
    environment: { HOME: '/tmp', TMPDIR: '/tmp', XDG_CACHE_HOME: '/tmp/.cache', npm_config_cache: '/tmp/.npm' },
    evidence: {
      documented: [{ source: 'https://github.com/nodejs/docker-node/blob/f27d936/26/trixie-slim/Dockerfile', date: '2026-11-25' }],
      verified: VERIFIED.node,
    },
  }],
};
