import { filesFor, leavesRoot, runDirectory } from '../common/facts';
import { ImageFacts, ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

const DEBIAN: Omit<ImageFacts, 'writablePaths' | 'evidence'> = {
  ...leavesRoot('gosu', 999),
  ports: [5432],
  fileVariables: filesFor('POSTGRES_PASSWORD', 'POSTGRES_USER', 'POSTGRES_DB', 'POSTGRES_INITDB_ARGS'),
};
const ALPINE: typeof DEBIAN = { ...DEBIAN, uid: 70, gid: 70 };

const SOCKET = runDirectory('/var/run/postgresql');

const BEFORE_18 = {
  versions: { from: '10', below: '18' },
  writablePaths: [{ path: '/var/lib/postgresql/data', kind: 'self-initializing', isData: true }, SOCKET],
  environment: { PGDATA: '/var/lib/postgresql/data/pgdata' },
  hint: 'PGDATA below the mount: fsGroup opens the root of a volume to its group, and the server refuses such a data directory',
} as const;
const SINCE_18 = {
  versions: { from: '18', below: '19' },
  writablePaths: [{ path: '/var/lib/postgresql', kind: 'self-initializing', isData: true }, SOCKET],
  hint: 'Mount the volume at /var/lib/postgresql: the data is in 18/docker, and the start script refuses a mount at /var/lib/postgresql/data',
} as const;

const ENTRYPOINT_17 = {
  source: 'https://github.com/docker-library/postgres/blob/6edb0a8/17/trixie/docker-entrypoint.sh',
  date: '2026-11-25',
};
const ENTRYPOINT_18 = {
  source: 'https://github.com/docker-library/postgres/blob/6edb0a8/18/trixie/docker-entrypoint.sh',
  date: '2026-11-25',
};
/** It came before the images of 10. */
const SINCE_10 = { source: 'https://github.com/docker-library/postgres/pull/253', date: '2026-11-26' };
const ANY_USER = { source: 'https://github.com/docker-library/docs/blob/c4a9ba4/postgres/content.md', date: '2026-11-25' };

export const POSTGRES: ImageFamily = {
  name: 'postgres',
  repositories: ['docker.io/library/postgres'],
  variants: [
    {
      ...DEBIAN,
      ...BEFORE_18,
      evidence: {
        documented: [
          { source: 'https://github.com/docker-library/postgres/blob/6edb0a8/17/trixie/Dockerfile', date: '2026-11-25' },
          ENTRYPOINT_17,
          SINCE_10,
          ANY_USER,
        ],
        verified: VERIFIED.postgres,
      },
    },
    {
      ...DEBIAN,
      ...SINCE_18,
      evidence: {
        documented: [
          {
            source: 'https://github.com/docker-library/postgres/blob/12eb5762e3cf3c44440ed078b59843b5dfbde570/18/trixie/Dockerfile',
            date: '2026-11-26',
          },
          ENTRYPOINT_18,
          ANY_USER,
        ],
      },
    },
    {
      ...ALPINE,
      ...BEFORE_18,
      tags: ['alpine'],
      evidence: {
        documented: [
          { source: 'https://github.com/docker-library/postgres/blob/6edb0a8/17/alpine3.23/Dockerfile', date: '2026-11-25' },
          ENTRYPOINT_17,
          SINCE_10,
        ],
      },
    },
    {
      ...ALPINE,
      ...SINCE_18,
      tags: ['alpine'],
      evidence: {
        documented: [
          {
            source: 'https://github.com/docker-library/repo-info/blob/23406aef4379bd5dff53db7d1f8d16eb49114402/repos/postgres/remote/alpine.md',
            date: '2026-11-26',
          },
          ENTRYPOINT_18,
        ],
      },
    },
  ],
};
