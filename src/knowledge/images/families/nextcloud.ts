import { filesFor } from '../common/facts';
import { onPhp, PHP_APACHE, PHP_TEMPLATE, WEB_ROOT } from '../common/php';
import { ImageFamily } from '../known-image';

const [APACHE, FPM, ALPINE] = onPhp({
  writablePaths: [WEB_ROOT],
  fileVariables: filesFor(
    'NEXTCLOUD_ADMIN_USER', 'NEXTCLOUD_ADMIN_PASSWORD', 'MYSQL_DATABASE', 'MYSQL_USER', 'MYSQL_PASSWORD',
    'POSTGRES_DB', 'POSTGRES_USER', 'POSTGRES_PASSWORD', 'REDIS_HOST_PASSWORD',
  ),
  hint: 'With REDIS_HOST the start script writes /usr/local/etc/php/conf.d: seed it then. /var/www belongs to group 0: another user than www-data needs RunAs.rootGroup',
});

const SOURCES = [
  { source: 'https://github.com/nextcloud/docker/blob/4de1eed/34/apache/Dockerfile', date: '2026-11-25' },
  {
    source: 'https://github.com/nextcloud/docker/blob/00be03963f4376cc94503f00a5d4669b2fa3b5f2/docker-entrypoint.sh',
    date: '2026-11-26',
  },
];

export const NEXTCLOUD: ImageFamily = {
  name: 'nextcloud',
  repositories: ['docker.io/library/nextcloud'],
  variants: [
    { ...APACHE, evidence: { documented: [...SOURCES, PHP_APACHE] } },
    { ...FPM, evidence: { documented: SOURCES } },
    { ...ALPINE, evidence: { documented: [...SOURCES, PHP_TEMPLATE] } },
  ],
};
