import { ImageFamily } from '../known-image';

export const DEX: ImageFamily = {
  name: 'dex',
  repositories: ['ghcr.io/dexidp/dex', 'docker.io/dexidp/dex', 'quay.io/dexidp/dex'],
  variants: [{
    uid: 1001,
    gid: 1001,
    imageUser: 'name',
    writablePaths: [{ path: '/var/dex', kind: 'empty', isData: true }],
    evidence: {
      documented: [
        { source: 'https://github.com/dexidp/dex/blob/0046081736d8319970fc4241367c1e300e435f65/Dockerfile', date: '2026-11-26' },
        { source: 'https://github.com/argoproj/argo-helm/blob/af0a931/charts/argo-cd/values.yaml', date: '2026-11-25' },
      ],
    },
  }],
};
