import { filesFor, runDirectory } from '../common/facts';
import { MYSQL_DATA, MYSQL_VARIABLES } from '../common/mysql';
import { ImageFamily } from '../known-image';

export const PERCONA: ImageFamily = {
  name: 'percona',
  repositories: ['docker.io/library/percona', 'docker.io/percona/percona-server'],
  variants: [{
    uid: 1001,
    gid: 1001,
    imageUser: 'name',
    anyUser: 'with gid 0',
    writablePaths: [
      MYSQL_DATA,
      runDirectory('/var/run/mysqld'),
      { path: '/var/log/mysql', kind: 'empty' },
    ],
    ports: [3306, 33060],
    fileVariables: filesFor(...MYSQL_VARIABLES),
    evidence: {
      documented: [
        {
          source: 'https://github.com/percona/percona-docker/blob/01bae5a19e90520b209453b9e7aadfadddd6bf78/percona-server-8.0/Dockerfile',
          date: '2026-11-26',
        },
        { source: 'https://github.com/docker-library/docs/blob/c4a9ba4/percona/content.md', date: '2026-11-25' },
      ],
    },
  }],
};
