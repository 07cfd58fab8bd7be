import { onPhp, PHP_APACHE, PHP_TEMPLATE, WEB_ROOT } from '../common/php';
import { ImageFamily } from '../known-image';

export const MATOMO: ImageFamily = {
  name: 'matomo',
  repositories: ['docker.io/library/matomo'],
  variants: onPhp({
    writablePaths: [WEB_ROOT],
    needsCapabilities: ['CHOWN'],
    hint: 'Its start script copies the program to an empty /var/www/html and gives it to www-data, which only root may. Where the volume has the files, it starts without: copy /usr/src/matomo there first',
    evidence: {
      documented: [
        {
          source: 'https://github.com/docker-library/repo-info/blob/0094600a6b4e7d2070f8e2c717ad8783c4fbc99d/repos/matomo/remote/latest.md',
          date: '2026-11-26',
        },
        PHP_APACHE,
        PHP_TEMPLATE,
      ],
    },
  }),
};
