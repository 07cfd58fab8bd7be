import { ImageFamily } from '../known-image';

export const LOKI: ImageFamily = {
  name: 'loki',
  repositories: ['docker.io/grafana/loki'],
  variants: [{
    versions: { from: '2.7' },
    uid: 10001,
    gid: 10001,
    imageUser: 'numeric',
    writablePaths: [{ path: '/loki', kind: 'empty', isData: true }],
    ports: [3100],
    hint: 'Its chart keeps the data in /var/loki',
    evidence: {
      documented: [
        { source: 'https://github.com/grafana/loki/blob/0230065a10abdce767a9c3b84a9e43cdf61a1b87/cmd/loki/Dockerfile', date: '2026-11-26' },
        { source: 'https://github.com/grafana-community/helm-charts/blob/3386a11/charts/loki/values.yaml', date: '2026-11-25' },
        { source: 'https://github.com/grafana/loki/pull/6659', date: '2026-11-26' },
      ],
    },
  }],
};
