import { ImageFamily } from '../known-image';

export const FLUENTD: ImageFamily = {
  name: 'fluentd',
  repositories: ['docker.io/fluent/fluentd'],
  variants: [{
    imageUser: 'name',
    writablePaths: [{ path: '/fluentd/log', kind: 'empty' }],
    ports: [5140, 24224],
    hint: 'USER is the name fluent',
    evidence: {
      documented: [{
        source: 'https://github.com/fluent/fluentd-docker-image/blob/806278b9eae20cb7184efc94162bb5a511e92f31/v1.18/debian/Dockerfile',
        date: '2026-11-26',
      }],
    },
  }],
};
