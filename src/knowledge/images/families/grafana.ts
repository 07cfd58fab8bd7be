import { ImageFacts, ImageFamily } from '../known-image';

const COMMON: Omit<ImageFacts, 'evidence'> = {
  uid: 472,
  gid: 472,
  writablePaths: [{ path: '/var/lib/grafana', kind: 'empty', isData: true }, { path: '/var/log/grafana', kind: 'empty' }],
  ports: [3000],
  fileVariables: {
    GF_SECURITY_ADMIN_USER: 'GF_SECURITY_ADMIN_USER__FILE',
    GF_SECURITY_ADMIN_PASSWORD: 'GF_SECURITY_ADMIN_PASSWORD__FILE',
    GF_SECURITY_SECRET_KEY: 'GF_SECURITY_SECRET_KEY__FILE',
  },
  hint: 'The group is from its chart; in the image itself the user is in group 0',
};

export const GRAFANA: ImageFamily = {
  name: 'grafana',
  repositories: ['docker.io/grafana/grafana', 'docker.io/grafana/grafana-oss', 'docker.io/grafana/grafana-enterprise'],
  variants: [
    {
      ...COMMON,
      versions: { from: '5.1', below: '8' },
      imageUser: 'name',
      evidence: {
        documented: [
          { source: 'https://github.com/grafana/grafana/pull/20257', date: '2026-11-26' },
          { source: 'https://grafana.com/docs/grafana/v5.4/installation/docker', date: '2026-11-26' },
        ],
      },
    },
    {
      ...COMMON,
      versions: { from: '8' },
      imageUser: 'numeric',
      evidence: {
        documented: [
          { source: 'https://github.com/grafana-community/helm-charts/blob/3386a11/charts/grafana/values.yaml', date: '2026-11-25' },
          { source: 'https://grafana.com/docs/grafana/latest/setup-grafana/configure-docker/', date: '2026-11-26' },
          { source: 'https://github.com/grafana/grafana/blob/78515af65f036f536c4ab2e6fdb5484552f99f1f/Dockerfile', date: '2026-11-26' },
        ],
      },
    },
  ],
};
