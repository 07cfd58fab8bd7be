import { filesFor, leavesRoot, runDirectory } from '../common/facts';
import { MYSQL_DATA, MYSQL_VARIABLES } from '../common/mysql';
import { ImageFamily } from '../known-image';

export const MYSQL: ImageFamily = {
  name: 'mysql',
  repositories: ['docker.io/library/mysql'],
  variants: [{
    ...leavesRoot('gosu', 999),
    writablePaths: [
      MYSQL_DATA,
      runDirectory('/var/run/mysqld'),
    ],
    ports: [3306, 33060],
    fileVariables: filesFor(...MYSQL_VARIABLES, 'MYSQL_ROOT_HOST'),
    evidence: {
      documented: [
        { source: 'https://github.com/docker-library/mysql/blob/7f30fdb/8.4/Dockerfile.oracle', date: '2026-11-25' },
        {
          source: 'https://github.com/docker-library/mysql/blob/06118821c80d79b251254736b06670828b63b6aa/8.4/docker-entrypoint.sh',
          date: '2026-11-26',
        },
        { source: 'https://github.com/docker-library/docs/blob/c4a9ba4/mysql/content.md', date: '2026-11-25' },
      ],
    },
  }],
};
