import { ImageFamily } from '../known-image';

export const KUBE_STATE_METRICS: ImageFamily = {
  name: 'kube-state-metrics',
  repositories: ['registry.k8s.io/kube-state-metrics/kube-state-metrics'],
  variants: [{
    uid: 65534,
    gid: 65534,
    imageUser: 'name',
    anyUser: true,
    writablePaths: [],
    ports: [8080, 8081],
    evidence: {
      documented: [
        { source: 'https://github.com/prometheus-community/helm-charts/blob/cf408a2/charts/kube-state-metrics/values.yaml', date: '2026-11-25' },
        { source: 'https://github.com/kubernetes/kube-state-metrics/blob/0711980b0fdb0f473c0d571b434110e5da55cdaa/Dockerfile', date: '2026-11-26' },
      ],
    },
  }],
};
