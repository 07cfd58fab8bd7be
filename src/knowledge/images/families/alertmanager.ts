import { ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

export const ALERTMANAGER: ImageFamily = {
  name: 'alertmanager',
  repositories: ['docker.io/prom/alertmanager', 'quay.io/prometheus/alertmanager'],
  variants: [{
    uid: 65534,
    gid: 65534,
    imageUser: 'name',
    anyUser: true,
    writablePaths: [{ path: '/alertmanager', kind: 'empty', isData: true }],
    ports: [9093],
    hint: 'Without its path it is Ready, but a restart loses its silences and its record of sent notifications',
    evidence: {
      documented: [
        { source: 'https://github.com/prometheus-community/helm-charts/blob/cf408a2/charts/alertmanager/values.yaml', date: '2026-11-25' },
        { source: 'https://github.com/prometheus/alertmanager/pull/1586', date: '2026-11-26' },
        { source: 'https://github.com/prometheus/alertmanager/issues/4436', date: '2026-11-26' },
      ],
      verified: VERIFIED.alertmanager,
    },
  }],
};
