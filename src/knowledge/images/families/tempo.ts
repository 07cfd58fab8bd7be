import { ImageFamily } from '../known-image';

export const TEMPO: ImageFamily = {
  name: 'tempo',
  repositories: ['docker.io/grafana/tempo'],
  variants: [{
    versions: { from: '2.5' },
    uid: 10001,
    gid: 10001,
    imageUser: 'numeric',
    writablePaths: [{ path: '/var/tempo', kind: 'empty', isData: true }],
    hint: 'Images before 2.5 start as root',
    evidence: {
      documented: [
        {
          source: 'https://github.com/grafana/tempo/blob/04b7a5af682257abb84c89a94920b40f12267c26/cmd/tempo/Dockerfile',
          date: '2026-11-26',
        },
        { source: 'https://github.com/grafana/tempo/pull/2265', date: '2026-11-26' },
        { source: 'https://github.com/grafana-community/helm-charts/blob/3386a11/charts/tempo/values.yaml', date: '2026-11-25' },
      ],
    },
  }],
};
