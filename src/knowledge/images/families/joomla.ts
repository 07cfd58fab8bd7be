import { filesFor } from '../common/facts';
import { onPhp, PHP_APACHE, PHP_TEMPLATE, WEB_ROOT } from '../common/php';
import { ImageFamily } from '../known-image';

export const JOOMLA: ImageFamily = {
  name: 'joomla',
  repositories: ['docker.io/library/joomla'],
  variants: onPhp({
    writablePaths: [WEB_ROOT],
    fileVariables: filesFor('JOOMLA_DB_PASSWORD'),
    evidence: {
      documented: [
        {
          source: 'https://github.com/joomla-docker/docker-joomla/blob/029a7a61c78666ccf23b6cee64b8c79fbc537248/5.3/php8.3/apache/Dockerfile',
          date: '2026-11-26',
        },
        { source: 'https://github.com/docker-library/docs/blob/c4a9ba4/joomla/content.md', date: '2026-11-25' },
        PHP_APACHE,
        PHP_TEMPLATE,
      ],
    },
  }),
};
