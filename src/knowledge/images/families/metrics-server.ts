import { ImageFamily } from '../known-image';

export const METRICS_SERVER: ImageFamily = {
  name: 'metrics-server',
  repositories: ['registry.k8s.io/metrics-server/metrics-server'],
  variants: [{
    uid: 65534,
    imageUser: 'numeric',
    writablePaths: [],
    evidence: {
      documented: [
        {
          source: 'https://github.com/kubernetes-sigs/metrics-server/blob/00ea53dcb25d7cbc9a1902c7e59e62470281a68b/Dockerfile',
          date: '2026-11-26',
        },
        {
          source: 'https://github.com/kubernetes-sigs/metrics-server/blob/026af897f5f59ecbee64b4c898dcb8f38b7c32d6/charts/metrics-server/values.yaml',
          date: '2026-11-26',
        },
      ],
    },
  }],
};
