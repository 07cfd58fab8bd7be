import { filesFor, leavesRoot, runDirectory } from '../common/facts';
import { MYSQL_DATA, MYSQL_VARIABLES } from '../common/mysql';
import { ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

export const MARIADB: ImageFamily = {
  name: 'mariadb',
  repositories: ['docker.io/library/mariadb'],
  variants: [{
    ...leavesRoot('gosu', 999),
    writablePaths: [
      MYSQL_DATA,
      runDirectory('/run/mysqld'),
    ],
    ports: [3306],
    fileVariables: filesFor(
      'MARIADB_ROOT_PASSWORD', 'MARIADB_PASSWORD', 'MARIADB_USER', 'MARIADB_DATABASE', 'MARIADB_REPLICATION_USER',
      'MARIADB_REPLICATION_PASSWORD', ...MYSQL_VARIABLES, 'MYSQL_ROOT_HOST',
    ),
    hint: 'If the first start fails, start again in an empty volume: the next one takes the half-made database for complete, and root has no password',
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
