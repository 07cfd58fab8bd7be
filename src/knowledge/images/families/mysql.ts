import { ImageFamily } from '../known-image';

export const MYSQL: ImageFamily = {
  name: 'mysql',
  repositories: ['docker.io/library/mysql'],
  variants: [{
    uid: 999,
    gid: 999,
    imageUser: 'root',
    anyUser: true,
    stepsDownWith: 'gosu',
    writablePaths: [
      { path: '/var/lib/mysql', kind: 'self-initializing', isData: true },
      { path: '/var/run/mysqld', kind: 'empty', size: 16 * 2 ** 20 },
    ],
    ports: [3306, 33060],
    fileVariables: {
      MYSQL_ROOT_PASSWORD: 'MYSQL_ROOT_PASSWORD_FILE',
      MYSQL_PASSWORD: 'MYSQL_PASSWORD_FILE',
      MYSQL_USER: 'MYSQL_USER_FILE',
      MYSQL_DATABASE: 'MYSQL_DATABASE_FILE',
      MYSQL_ROOT_HOST: 'MYSQL_ROOT_HOST_FILE',
    },
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
