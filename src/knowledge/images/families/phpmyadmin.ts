import { ImageFacts, ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

const COMMON: ImageFacts = {
  imageUser: 'root',
  writablePaths: [{ path: '/etc/phpmyadmin', kind: 'seeded' }],
  ports: [9000],
  fileVariables: {
    PMA_USER: 'PMA_USER_FILE',
    PMA_PASSWORD: 'PMA_PASSWORD_FILE',
    MYSQL_ROOT_PASSWORD: 'MYSQL_ROOT_PASSWORD_FILE',
    MYSQL_PASSWORD: 'MYSQL_PASSWORD_FILE',
    PMA_HOST: 'PMA_HOST_FILE',
    PMA_HOSTS: 'PMA_HOSTS_FILE',
    PMA_CONTROLUSER: 'PMA_CONTROLUSER_FILE',
    PMA_CONTROLPASS: 'PMA_CONTROLPASS_FILE',
  },
  evidence: {
    documented: [
      {
        source: 'https://github.com/phpmyadmin/docker/blob/030928a01e4ffa6b2b52ebebd07de30b38c93caf/apache/Dockerfile',
        date: '2026-11-26',
      },
      {
        source: 'https://github.com/phpmyadmin/docker/blob/031d27ad3054d060e54ab8a996eed317a40d8cb4/docker-entrypoint.sh',
        date: '2026-11-26',
      },
      { source: 'https://github.com/docker-library/php/blob/master/Dockerfile-linux.template', date: '2026-11-25' },
    ],
  },
};

export const PHPMYADMIN: ImageFamily = {
  name: 'phpmyadmin',
  repositories: ['docker.io/library/phpmyadmin', 'docker.io/phpmyadmin/phpmyadmin'],
  variants: [
    {
      ...COMMON,
      uid: 33,
      gid: 33,
      writablePaths: [{ path: '/etc/phpmyadmin', kind: 'seeded' }, { path: '/run', kind: 'empty', size: 16 * 2 ** 20 }],
      ports: [80],
      evidence: { ...COMMON.evidence, verified: VERIFIED.phpmyadmin },
    },
    { ...COMMON, tags: ['fpm'], uid: 33, gid: 33 },
    { ...COMMON, tags: ['fpm', 'alpine'], uid: 82, gid: 82 },
  ],
};
