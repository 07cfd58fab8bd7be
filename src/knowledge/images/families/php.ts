import { ImageFacts, ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

const COMMON: Omit<ImageFacts, 'evidence'> = {
  imageUser: 'root',
  anyUser: true,
  writablePaths: [],
  environment: { HOME: '/tmp', TMPDIR: '/tmp' },
};

export const PHP: ImageFamily = {
  name: 'php',
  repositories: ['docker.io/library/php'],
  variants: [
    {
      ...COMMON,
      evidence: { documented: [{ source: 'https://github.com/docker-library/docs/blob/c4a9ba4/php/content.md', date: '2026-11-25' }] },
    },
    {
      ...COMMON,
      tags: ['fpm'],
      uid: 33,
      gid: 33,
      ports: [9000],
      evidence: {
        documented: [
          { source: 'https://github.com/docker-library/docs/blob/c4a9ba4/php/content.md', date: '2026-11-25' },
          { source: 'https://github.com/docker-library/php/blob/master/Dockerfile-linux.template', date: '2026-11-25' },
        ],
        verified: VERIFIED['php-fpm'],
      },
    },
    {
      ...COMMON,
      tags: ['fpm', 'alpine'],
      uid: 82,
      gid: 82,
      ports: [9000],
      evidence: {
        documented: [
          { source: 'https://github.com/docker-library/docs/blob/c4a9ba4/php/content.md', date: '2026-11-25' },
          { source: 'https://github.com/docker-library/php/blob/master/Dockerfile-linux.template', date: '2026-11-25' },
        ],
      },
    },
    {
      ...COMMON,
      tags: ['apache'],
      uid: 33,
      gid: 33,
      writablePaths: [{ path: '/run', kind: 'empty', size: 16 * 2 ** 20 }],
      ports: [80],
      evidence: {
        documented: [
          { source: 'https://github.com/docker-library/docs/blob/c4a9ba4/php/content.md', date: '2026-11-25' },
          { source: 'https://github.com/docker-library/php/blob/445bf41/8.2/bookworm/apache/Dockerfile', date: '2026-11-25' },
        ],
        verified: VERIFIED['php-apache'],
      },
    },
  ],
};
