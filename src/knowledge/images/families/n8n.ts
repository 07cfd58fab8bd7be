import { ImageFamily } from '../known-image';

export const N8N: ImageFamily = {
  name: 'n8n',
  repositories: ['docker.io/n8nio/n8n', 'docker.n8n.io/n8nio/n8n'],
  variants: [{
    versions: { from: '1' },
    uid: 1000,
    gid: 1000,
    imageUser: 'name',
    writablePaths: [{ path: '/home/node/.n8n', kind: 'empty', isData: true }, { path: '/home/node/.cache', kind: 'empty' }],
    ports: [5678],
    evidence: {
      documented: [
        {
          source: 'https://github.com/n8n-io/n8n/blob/003abfdc4f53791ebe60fd579af8de28a2a782a6/docker/images/n8n/Dockerfile',
          date: '2026-11-26',
        },
        { source: 'https://github.com/8gears/n8n-helm-chart/blob/344f5e0/charts/n8n/values.yaml', date: '2026-11-25' },
        { source: 'https://github.com/n8n-io/n8n/issues/8367', date: '2026-11-25' },
      ],
    },
  }],
};
