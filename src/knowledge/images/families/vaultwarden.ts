import { ImageFamily } from '../known-image';

export const VAULTWARDEN: ImageFamily = {
  name: 'vaultwarden',
  repositories: ['docker.io/vaultwarden/server', 'ghcr.io/dani-garcia/vaultwarden', 'quay.io/vaultwarden/server'],
  variants: [{
    imageUser: 'root',
    anyUser: true,
    writablePaths: [{ path: '/data', kind: 'empty', isData: true }],
    ports: [80],
    hint: 'ROCKET_PORT sets another port',
    evidence: {
      documented: [
        { source: 'https://github.com/dani-garcia/vaultwarden/blob/03e6083351a2de3d5e10f674c3982bed6be77bdb/docker/Dockerfile.alpine', date: '2026-11-26' },
        { source: 'https://github.com/dani-garcia/vaultwarden/issues/287', date: '2026-11-26' },
      ],
    },
  }],
};
