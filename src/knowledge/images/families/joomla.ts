import { ImageFacts, ImageFamily } from '../known-image';

const COMMON: ImageFacts = {
  imageUser: 'root',
  writablePaths: [{ path: '/var/www/html', kind: 'self-initializing', isData: true }],
  ports: [9000],
  fileVariables: { JOOMLA_DB_PASSWORD: 'JOOMLA_DB_PASSWORD_FILE' },
  evidence: {
    documented: [
      {
        source: 'https://github.com/joomla-docker/docker-joomla/blob/029a7a61c78666ccf23b6cee64b8c79fbc537248/5.3/php8.3/apache/Dockerfile',
        date: '2026-11-26',
      },
      { source: 'https://github.com/docker-library/docs/blob/c4a9ba4/joomla/content.md', date: '2026-11-25' },
      { source: 'https://github.com/docker-library/php/blob/445bf41/8.2/bookworm/apache/Dockerfile', date: '2026-11-25' },
      { source: 'https://github.com/docker-library/php/blob/master/Dockerfile-linux.template', date: '2026-11-25' },
    ],
  },
};

export const JOOMLA: ImageFamily = {
  name: 'joomla',
  repositories: ['docker.io/library/joomla'],
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
    },
    { ...COMMON, tags: ['fpm'], uid: 33, gid: 33 },
    { ...COMMON, tags: ['fpm', 'alpine'], uid: 82, gid: 82 },
  ],
};
