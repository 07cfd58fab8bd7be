import { ImageFamily } from '../known-image';

export const TEMPORAL: ImageFamily = {
  name: 'temporal',
  repositories: ['docker.io/temporalio/server', 'docker.io/temporalio/auto-setup'],
  variants: [{
    uid: 1000,
    gid: 1000,
    imageUser: 'name',
    anyUser: false,
    writablePaths: [{ path: '/etc/temporal/config', kind: 'seeded' }],
    ports: [6933, 6934, 6935, 6939, 7233, 7234, 7235, 7239],
    evidence: {
      documented: [
        {
          source: 'https://github.com/temporalio/docker-builds/blob/01b63859712435cd02aaf506e3dfff75e6de2063/server.Dockerfile',
          date: '2026-11-26',
        },
        { source: 'https://github.com/temporalio/temporal/issues/3453', date: '2026-11-25' },
      ],
    },
  }],
};
