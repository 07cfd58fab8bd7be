import { ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

export const PROMETHEUS: ImageFamily = {
  name: 'prometheus',
  repositories: ['docker.io/prom/prometheus', 'quay.io/prometheus/prometheus'],
  variants: [{
    uid: 65534,
    gid: 65534,
    imageUser: 'name',
    anyUser: true,
    writablePaths: [{ path: '/prometheus', kind: 'empty', isData: true }],
    ports: [9090],
    evidence: {
      documented: [
        { source: 'https://github.com/prometheus/prometheus/blob/d15adb9/Dockerfile', date: '2026-11-25' },
        { source: 'https://github.com/prometheus-community/helm-charts/blob/cf408a2/charts/prometheus/values.yaml', date: '2026-11-25' },
        {
          source: 'https://github.com/prometheus-community/helm-charts/blob/cf408a2/charts/kube-prometheus-stack/values.yaml',
          date: '2026-11-25',
        },
      ],
      verified: VERIFIED.prometheus,
    },
  }],
};
