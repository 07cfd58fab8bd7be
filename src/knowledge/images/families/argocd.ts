import { ImageFacts, ImageFamily } from '../known-image';

const COMMON: Omit<ImageFacts, 'evidence'> = {
  uid: 999,
  gid: 999,
  anyUser: false,
  writablePaths: [{ path: '/app/config/gpg/keys', kind: 'empty' }],
  ports: [8080, 8081, 8083, 8084],
};

const NUMERIC_USER = { source: 'https://github.com/argoproj/argo-cd/issues/6851', date: '2026-11-26' };

export const ARGOCD: ImageFamily = {
  name: 'argocd',
  repositories: ['quay.io/argoproj/argocd'],
  variants: [
    {
      ...COMMON,
      versions: { from: '1.8', below: '2.1' },
      imageUser: 'name',
      evidence: { documented: [NUMERIC_USER, { source: 'https://github.com/argoproj/argo-cd/pull/3108', date: '2026-11-26' }] },
    },
    {
      ...COMMON,
      versions: { from: '2.1' },
      imageUser: 'numeric',
      evidence: {
        documented: [
          { source: 'https://github.com/argoproj/argo-cd/blob/001b95b1f61da94e81dddb28072b8fd09f442b78/Dockerfile', date: '2026-11-26' },
          NUMERIC_USER,
          {
            source: 'https://github.com/argoproj/argo-helm/blob/af0a931/charts/argo-cd/templates/argocd-repo-server/deployment.yaml',
            date: '2026-11-25',
          },
        ],
      },
    },
  ],
};
