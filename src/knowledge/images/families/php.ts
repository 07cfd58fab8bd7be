import { ALPINE_USER, APACHE_RUN, DEBIAN_USER, PHP_APACHE, PHP_TEMPLATE } from '../common/php';
import { ImageFacts, ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

const COMMON: Omit<ImageFacts, 'evidence'> = {
  imageUser: 'root',
  anyUser: true,
  writablePaths: [],
  environment: { HOME: '/tmp', TMPDIR: '/tmp' },
};

const CONTENT = { source: 'https://github.com/docker-library/docs/blob/c4a9ba4/php/content.md', date: '2026-11-25' };

export const PHP: ImageFamily = {
  name: 'php',
  repositories: ['docker.io/library/php'],
  variants: [
    { ...COMMON, evidence: { documented: [CONTENT] } },
    {
      ...COMMON,
      ...DEBIAN_USER,
      tags: ['fpm'],
      ports: [9000],
      evidence: { documented: [CONTENT, PHP_TEMPLATE], verified: VERIFIED['php-fpm'] },
    },
    { ...COMMON, ...ALPINE_USER, tags: ['fpm', 'alpine'], ports: [9000], evidence: { documented: [CONTENT, PHP_TEMPLATE] } },
    {
      ...COMMON,
      ...DEBIAN_USER,
      tags: ['apache'],
      writablePaths: [APACHE_RUN],
      ports: [80],
      evidence: { documented: [CONTENT, PHP_APACHE], verified: VERIFIED['php-apache'] },
    },
  ],
};
