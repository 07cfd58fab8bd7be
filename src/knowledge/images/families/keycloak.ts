import { ImageFamily } from '../known-image';

export const KEYCLOAK: ImageFamily = {
  name: 'keycloak',
  repositories: ['quay.io/keycloak/keycloak'],
  variants: [{
    versions: { from: '17' },
    uid: 1000,
    gid: 0,
    imageUser: 'numeric',
    anyUser: 'with gid 0',
    writablePaths: [{ path: '/opt/keycloak/data', kind: 'empty' }, { path: '/opt/keycloak/lib/quarkus', kind: 'seeded' }],
    ports: [8080, 8443, 9000],
    startUp: 'slow',
    hint: 'It writes lib/quarkus where it builds at the start: not with start --optimized. Its files belong to group 0: another user than 1000 needs RunAs.rootGroup. A chart gives it 315 s to start',
    evidence: {
      documented: [
        {
          source: 'https://github.com/keycloak/keycloak/blob/0463815bc93acbe22cf0b347af7cbd11e5a56d65/quarkus/container/Dockerfile',
          date: '2026-11-26',
        },
        {
          source: 'https://github.com/codecentric/helm-charts/blob/0caa5e358080a1b8ffc0bfc3067ff96740729592/charts/keycloakx/values.yaml',
          date: '2026-11-26',
        },
      ],
    },
  }],
};
