import { ImageFacts, ImageFamily } from '../known-image';

const COMMON: ImageFacts = {
  imageUser: 'root',
  writablePaths: [{ path: '/var/www/html', kind: 'self-initializing', isData: true }],
  ports: [9000],
  needsCapabilities: ['CHOWN'],
  hint: 'Its start script copies the program to an empty /var/www/html and gives it to www-data, which only root may. Where the volume has the files, it starts without: copy /usr/src/matomo there first',
  evidence: {
    documented: [
      {
        source: 'https://github.com/matomo-org/docker/blob/01385dd3a9cf132b3facfce2e6d51baa692a6ead/Dockerfile-debian.template',
        date: '2026-11-26',
      },
      { source: 'https://github.com/docker-library/php/blob/445bf41/8.2/bookworm/apache/Dockerfile', date: '2026-11-25' },
      { source: 'https://github.com/docker-library/php/blob/master/Dockerfile-linux.template', date: '2026-11-25' },
    ],
  },
};

export const MATOMO: ImageFamily = {
  name: 'matomo',
  repositories: ['docker.io/library/matomo'],
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
