import { ImageFacts, ImageFamily } from '../known-image';

const COMMON: Omit<ImageFacts, 'evidence'> = {
  imageUser: 'root',
  writablePaths: [{ path: '/var/www/html', kind: 'self-initializing', isData: true }],
  ports: [9000],
  fileVariables: {
    NEXTCLOUD_ADMIN_USER: 'NEXTCLOUD_ADMIN_USER_FILE',
    NEXTCLOUD_ADMIN_PASSWORD: 'NEXTCLOUD_ADMIN_PASSWORD_FILE',
    MYSQL_DATABASE: 'MYSQL_DATABASE_FILE',
    MYSQL_USER: 'MYSQL_USER_FILE',
    MYSQL_PASSWORD: 'MYSQL_PASSWORD_FILE',
    POSTGRES_DB: 'POSTGRES_DB_FILE',
    POSTGRES_USER: 'POSTGRES_USER_FILE',
    POSTGRES_PASSWORD: 'POSTGRES_PASSWORD_FILE',
    REDIS_HOST_PASSWORD: 'REDIS_HOST_PASSWORD_FILE',
  },
  hint: 'With REDIS_HOST the start script writes /usr/local/etc/php/conf.d: seed it then. /var/www belongs to group 0: another user than www-data needs RunAs.rootGroup',
};

export const NEXTCLOUD: ImageFamily = {
  name: 'nextcloud',
  repositories: ['docker.io/library/nextcloud'],
  variants: [
    {
      ...COMMON,
      uid: 33,
      gid: 33,
      writablePaths: [
        { path: '/var/www/html', kind: 'self-initializing', isData: true },
        { path: '/run', kind: 'empty', size: 16 * 2 ** 20 },
      ],
      ports: [80],
      evidence: {
        documented: [
          { source: 'https://github.com/nextcloud/docker/blob/4de1eed/34/apache/Dockerfile', date: '2026-11-25' },
          {
            source: 'https://github.com/nextcloud/docker/blob/00be03963f4376cc94503f00a5d4669b2fa3b5f2/docker-entrypoint.sh',
            date: '2026-11-26',
          },
          { source: 'https://github.com/docker-library/php/blob/445bf41/8.2/bookworm/apache/Dockerfile', date: '2026-11-25' },
        ],
      },
    },
    {
      ...COMMON,
      tags: ['fpm'],
      uid: 33,
      gid: 33,
      evidence: {
        documented: [
          { source: 'https://github.com/nextcloud/docker/blob/4de1eed/34/apache/Dockerfile', date: '2026-11-25' },
          {
            source: 'https://github.com/nextcloud/docker/blob/00be03963f4376cc94503f00a5d4669b2fa3b5f2/docker-entrypoint.sh',
            date: '2026-11-26',
          },
        ],
      },
    },
    {
      ...COMMON,
      tags: ['fpm', 'alpine'],
      uid: 82,
      gid: 82,
      evidence: {
        documented: [
          { source: 'https://github.com/nextcloud/docker/blob/4de1eed/34/apache/Dockerfile', date: '2026-11-25' },
          {
            source: 'https://github.com/nextcloud/docker/blob/00be03963f4376cc94503f00a5d4669b2fa3b5f2/docker-entrypoint.sh',
            date: '2026-11-26',
          },
          { source: 'https://github.com/docker-library/php/blob/master/Dockerfile-linux.template', date: '2026-11-25' },
        ],
      },
    },
  ],
};
