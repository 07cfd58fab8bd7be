import { leavesRoot } from '../common/facts';
import { ImageFacts, ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

const PORTS = [4369, 5671, 5672, 15691, 15692, 25672];
const MANAGEMENT = { ports: [...PORTS, 15671, 15672] };

const COMMON: Omit<ImageFacts, 'evidence'> = {
  writablePaths: [{ path: '/var/lib/rabbitmq', kind: 'empty', isData: true }],
  ports: PORTS,
  hint: 'Start scripts of old versions write some variables to /etc/rabbitmq: seed it there. On a volume with data from before, an fsGroup opens the Erlang cookie to its group once, and the server refuses it until chmod 600, as in docs/troubleshooting.md',
};

const UBUNTU: ImageFacts = {
  ...COMMON,
  ...leavesRoot('gosu', 999),
  evidence: {
    documented: [{ source: 'https://github.com/docker-library/rabbitmq/blob/9193c1d/4.1/ubuntu/Dockerfile', date: '2026-11-25' }],
  },
};
const ALPINE: ImageFacts = {
  ...COMMON,
  ...leavesRoot('su-exec', 100, 101),
  evidence: {
    documented: [
      { source: 'https://github.com/docker-library/rabbitmq/blob/9193c1d/4.1/alpine/Dockerfile', date: '2026-11-25' },
      {
        source: 'https://github.com/docker-library/repo-info/blob/086a37361be33e72cbcdab3c3a08b02266176bb9/repos/rabbitmq/remote/alpine.md',
        date: '2026-11-26',
      },
    ],
  },
};

export const RABBITMQ: ImageFamily = {
  name: 'rabbitmq',
  repositories: ['docker.io/library/rabbitmq'],
  variants: [
    { ...UBUNTU, evidence: { ...UBUNTU.evidence, verified: VERIFIED.rabbitmq } },
    { ...UBUNTU, ...MANAGEMENT, tags: ['management'] },
    { ...ALPINE, tags: ['alpine'] },
    { ...ALPINE, ...MANAGEMENT, tags: ['management', 'alpine'] },
  ],
};
