import { ImageFacts, ImageFamily } from '../known-image';

const COMMON: Omit<ImageFacts, 'evidence'> = {
  uid: 10001,
  gid: 10001,
  writablePaths: [{ path: '/loki', kind: 'empty', isData: true }],
  ports: [3100],
  hint: 'Its chart keeps the data in /var/loki',
};

const NUMERIC_USER = { source: 'https://github.com/grafana/loki/pull/6659', date: '2026-11-26' };

export const LOKI: ImageFamily = {
  name: 'loki',
  repositories: ['docker.io/grafana/loki'],
  variants: [
    { ...COMMON, versions: { from: '2', below: '2.7' }, imageUser: 'name', evidence: { documented: [NUMERIC_USER] } },
    {
      ...COMMON,
      versions: { from: '2.7' },
      imageUser: 'numeric',
      evidence: {
        documented: [
          { source: 'https://github.com/grafana/loki/blob/0230065a10abdce767a9c3b84a9e43cdf61a1b87/cmd/loki/Dockerfile', date: '2026-11-26' },
          NUMERIC_USER,
          { source: 'https://github.com/grafana-community/helm-charts/blob/3386a11/charts/loki/values.yaml', date: '2026-11-25' },
        ],
      },
    },
  ],
};
