import { HARBOR_CHART, HARBOR_ROOT, HARBOR_USER } from '../common/harbor';
import { ImageFamily } from '../known-image';

export const HARBOR: ImageFamily = {
  name: 'harbor',
  repositories: [
    'docker.io/goharbor/harbor-core',
    'docker.io/goharbor/harbor-jobservice',
    'docker.io/goharbor/harbor-registryctl',
    'docker.io/goharbor/harbor-exporter',
    'docker.io/goharbor/registry-photon',
  ],
  variants: [{
    uid: 10000,
    gid: 10000,
    ...HARBOR_USER,
    writableRoot: HARBOR_ROOT,
    evidence: {
      documented: [
        {
          source: 'https://github.com/goharbor/harbor/blob/0623419174faaef89530f8a1b4bf8b4a5d365406/make/photon/core/Dockerfile.base',
          date: '2026-11-26',
        },
        { source: 'https://github.com/goharbor/harbor/blob/c50c7dd/make/photon/core/Dockerfile', date: '2026-11-25' },
        HARBOR_CHART,
      ],
    },
  }],
};
