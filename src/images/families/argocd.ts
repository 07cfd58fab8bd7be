import { ImageFamily } from '../known-image';

export const ARGOCD: ImageFamily = {
  name: 'argocd',
  repositories: ['quay.io/argoproj/argocd'],
  variants: [{
    uid: 999,
    gid: 999,
    imageUser: 'numeric',
    anyUser: false,
    writablePaths: [{ path: '/app/config/gpg/keys', kind: 'empty' }],
    ports: [8080, 8081, 8083, 8084],
    evidence: {
      documented: [
        { source: 'https://github.com/argoproj/argo-cd/blob/001b95b1f61da94e81dddb28072b8fd09f442b78/Dockerfile', date: '2026-11-26' },
        {
          source: 'https://github.com/argoproj/argo-helm/blob/af0a931/charts/argo-cd/templates/argocd-repo-server/deployment.yaml',
          date: '2026-11-25',
        },
      ],
    },
  }],
};
