import { ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

export const NODE_EXPORTER: ImageFamily = {
  name: 'node-exporter',
  repositories: ['docker.io/prom/node-exporter', 'quay.io/prometheus/node-exporter'],
  variants: [{
    uid: 65534,
    gid: 65534,
    imageUser: 'name',
    anyUser: true,
    writablePaths: [],
    ports: [9100],
    hint: 'It reads the host: host namespaces and hostPath volumes need waivers',
    evidence: {
      documented: [
        {
          source: 'https://github.com/prometheus/node_exporter/blob/0c561fa1c9f10840f093cb193d04b6f988bc66fe/Dockerfile',
          date: '2026-11-26',
        },
        {
          source: 'https://github.com/prometheus-community/helm-charts/blob/cf408a2/charts/prometheus-node-exporter/values.yaml',
          date: '2026-11-25',
        },
      ],
      verified: VERIFIED['node-exporter'],
    },
  }],
};
