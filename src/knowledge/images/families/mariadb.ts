import { ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

export const MARIADB: ImageFamily = {
  name: 'mariadb',
  repositories: ['docker.io/library/mariadb'],
  variants: [{
    uid: 999,
    gid: 999,
    imageUser: 'root',
    anyUser: true,
    stepsDownWith: 'gosu',
    writablePaths: [
      { path: '/var/lib/mysql', kind: 'self-initializing', isData: true },
      { path: '/run/mysqld', kind: 'empty', size: 16 * 2 ** 20 },
    ],
    ports: [3306],
    fileVariables: {
      MARIADB_ROOT_PASSWORD: 'MARIADB_ROOT_PASSWORD_FILE',
      MARIADB_PASSWORD: 'MARIADB_PASSWORD_FILE',
      MARIADB_USER: 'MARIADB_USER_FILE',
      MARIADB_DATABASE: 'MARIADB_DATABASE_FILE',
      MARIADB_REPLICATION_USER: 'MARIADB_REPLICATION_USER_FILE',
      MARIADB_REPLICATION_PASSWORD: 'MARIADB_REPLICATION_PASSWORD_FILE',
      MYSQL_ROOT_PASSWORD: 'MYSQL_ROOT_PASSWORD_FILE',
      MYSQL_PASSWORD: 'MYSQL_PASSWORD_FILE',
      MYSQL_USER: 'MYSQL_USER_FILE',
      MYSQL_DATABASE: 'MYSQL_DATABASE_FILE',
      MYSQL_ROOT_HOST: 'MYSQL_ROOT_HOST_FILE',
    },
    hint: 'If the first start fails, delete the volume: the next one takes the half-made database for complete, and root has no password',
    evidence: {
      documented: [
        {
          source: 'https://github.com/MariaDB/mariadb-docker/blob/15e640e948cccd9c05f7149f3d22ef1abd952de5/11.8/Dockerfile',
          date: '2026-11-26',
        },
        {
          source: 'https://github.com/MariaDB/mariadb-docker/blob/17518aee23c62490597604ae7af90315e987ebd6/11.8/docker-entrypoint.sh',
          date: '2026-11-26',
        },
        { source: 'https://github.com/MariaDB/mariadb-docker/issues/628', date: '2026-11-26' },
      ],
      verified: VERIFIED.mariadb,
    },
  }],
};
