import { filesFor, leavesRoot } from '../common/facts';
import { ImageFamily } from '../known-image';

export const MONGO: ImageFamily = {
  name: 'mongo',
  repositories: ['docker.io/library/mongo'],
  variants: [{
    ...leavesRoot('gosu', 999),
    writablePaths: [{ path: '/data/db', kind: 'empty', isData: true }, { path: '/data/configdb', kind: 'empty' }],
    ports: [27017],
    fileVariables: filesFor('MONGO_INITDB_ROOT_USERNAME', 'MONGO_INITDB_ROOT_PASSWORD'),
    evidence: {
      documented: [
        {
          source: 'https://github.com/docker-library/mongo/blob/0223203c85f9e026c05e4f34794f2f5dc719f9b3/8.0/Dockerfile',
          date: '2026-11-26',
        },
        { source: 'https://github.com/docker-library/mongo/blob/2c69a57/8.0/docker-entrypoint.sh', date: '2026-11-25' },
        { source: 'https://github.com/docker-library/docs/blob/c4a9ba4/mongo/content.md', date: '2026-11-25' },
      ],
    },
  }],
};
