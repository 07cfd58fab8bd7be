import { ImageFacts, ImageFamily } from '../known-image';

const COMMON: ImageFacts = {
  imageUser: 'root',
  writablePaths: [{ path: '/opt/drupal/web/sites', kind: 'seeded', isData: true }],
  ports: [9000],
  hint: 'Modules and themes that it installs itself go to /opt/drupal/web/modules and themes',
  evidence: {
    documented: [
      {
        source: 'https://github.com/docker-library/drupal/blob/0237ba4f7e9c29de75a54be4c6c075f2ac34a9f1/11.1/php8.3/apache-bookworm/Dockerfile',
        date: '2026-11-26',
      },
      { source: 'https://github.com/docker-library/php/blob/445bf41/8.2/bookworm/apache/Dockerfile', date: '2026-11-25' },
      { source: 'https://github.com/docker-library/php/blob/master/Dockerfile-linux.template', date: '2026-11-25' },
    ],
  },
};

export const DRUPAL: ImageFamily = {
  name: 'drupal',
  repositories: ['docker.io/library/drupal'],
  variants: [
    {
      ...COMMON,
      uid: 33,
      gid: 33,
      writablePaths: [
        { path: '/opt/drupal/web/sites', kind: 'seeded', isData: true },
        { path: '/run', kind: 'empty', size: 16 * 2 ** 20 },
      ],
      ports: [80],
    },
    { ...COMMON, tags: ['fpm'], uid: 33, gid: 33 },
    { ...COMMON, tags: ['fpm', 'alpine'], uid: 82, gid: 82 },
  ],
};
