import { HARBOR_CHART, HARBOR_ROOT, HARBOR_USER } from '../common/harbor';
import { ImageFamily } from '../known-image';

export const HARBOR_TRIVY_ADAPTER: ImageFamily = {
  name: 'harbor-trivy-adapter',
  repositories: ['docker.io/goharbor/trivy-adapter-photon'],
  variants: [{
    uid: 10000,
    ...HARBOR_USER,
    writablePaths: [{ path: '/home/scanner/.cache', kind: 'empty', isData: true }],
    writableRoot: HARBOR_ROOT,
    evidence: {
      documented: [
        { source: 'https://github.com/goharbor/harbor/blob/c50c7dd/make/photon/trivy-adapter/Dockerfile', date: '2026-11-25' },
        HARBOR_CHART,
      ],
    },
  }],
};
