import { filesFor } from '../common/facts';
import { onPhp, PHP_TEMPLATE } from '../common/php';
import { ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

const [APACHE, FPM, ALPINE] = onPhp({
  writablePaths: [{ path: '/etc/phpmyadmin', kind: 'seeded' }],
  fileVariables: filesFor(
    'PMA_USER', 'PMA_PASSWORD', 'MYSQL_ROOT_PASSWORD', 'MYSQL_PASSWORD', 'PMA_HOST', 'PMA_HOSTS', 'PMA_CONTROLUSER', 'PMA_CONTROLPASS',
  ),
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
      PHP_TEMPLATE,
    ],
  },
});

export const PHPMYADMIN: ImageFamily = {
  name: 'phpmyadmin',
  repositories: ['docker.io/library/phpmyadmin', 'docker.io/phpmyadmin/phpmyadmin'],
  variants: [{ ...APACHE, evidence: { ...APACHE.evidence, verified: VERIFIED.phpmyadmin } }, FPM, ALPINE],
};
