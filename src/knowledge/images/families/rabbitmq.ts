import { ImageFacts, ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

const COMMON: Omit<ImageFacts, 'evidence'> = {
  imageUser: 'root',
  anyUser: true,
  writablePaths: [{ path: '/var/lib/rabbitmq', kind: 'empty', isData: true }],
  ports: [4369, 5671, 5672, 15691, 15692, 25672],
  hint: 'Start scripts of old versions write some variables to /etc/rabbitmq: seed it there. On a volume with data from before, an fsGroup opens the Erlang cookie to its group once, and the server refuses it until chmod 600, as in docs/troubleshooting.md',
};

export const RABBITMQ: ImageFamily = {
  name: 'rabbitmq',
  repositories: ['docker.io/library/rabbitmq'],
  variants: [
    {
      ...COMMON,
      uid: 999,
      gid: 999,
      stepsDownWith: 'gosu',
      evidence: {
        documented: [{ source: 'https://github.com/docker-library/rabbitmq/blob/9193c1d/4.1/ubuntu/Dockerfile', date: '2026-11-25' }],
        verified: VERIFIED.rabbitmq,
      },
    },
    {
      ...COMMON,
      tags: ['management'],
      uid: 999,
      gid: 999,
      stepsDownWith: 'gosu',
      ports: [4369, 5671, 5672, 15691, 15692, 25672, 15671, 15672],
      evidence: {
        documented: [{ source: 'https://github.com/docker-library/rabbitmq/blob/9193c1d/4.1/ubuntu/Dockerfile', date: '2026-11-25' }],
      },
    },
    {
      ...COMMON,
      tags: ['alpine'],
      uid: 100,
      gid: 101,
      stepsDownWith: 'su-exec',
      evidence: {
        documented: [
          { source: 'https://github.com/docker-library/rabbitmq/blob/9193c1d/4.1/alpine/Dockerfile', date: '2026-11-25' },
          {
            source: 'https://github.com/docker-library/repo-info/blob/086a37361be33e72cbcdab3c3a08b02266176bb9/repos/rabbitmq/remote/alpine.md',
            date: '2026-11-26',
          },
        ],
      },
    },
    {
      ...COMMON,
      tags: ['management', 'alpine'],
      uid: 100,
      gid: 101,
      stepsDownWith: 'su-exec',
      ports: [4369, 5671, 5672, 15691, 15692, 25672, 15671, 15672],
      evidence: {
        documented: [
          { source: 'https://github.com/docker-library/rabbitmq/blob/9193c1d/4.1/alpine/Dockerfile', date: '2026-11-25' },
          {
            source: 'https://github.com/docker-library/repo-info/blob/086a37361be33e72cbcdab3c3a08b02266176bb9/repos/rabbitmq/remote/alpine.md',
            date: '2026-11-26',
          },
        ],
      },
    },
  ],
};
