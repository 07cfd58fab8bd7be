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
        source: 'https://github.com/docker-library/repo-info/blob/0094600a6b4e7d2070f8e2c717ad8783c4fbc99d/repos/matomo/remote/latest.md',
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
