import { ImageFacts, ImageFamily, ImageVariant } from '../known-image';

const PHP = [
  { source: 'https://github.com/docker-library/php/blob/445bf41/8.2/bookworm/apache/Dockerfile', date: '2026-11-25' },
  { source: 'https://github.com/docker-library/php/blob/master/Dockerfile-linux.template', date: '2026-11-25' },
];

/** Of an archive, in the directory of the server itself. */
const ARCHIVE = variantsOf('/var/www/html', { below: '8.9' },
  'https://github.com/docker-library/drupal/blob/02cf2c3f47b50105c8e72711725ba5b5eb0b0620/7/php8.2/apache-bookworm/Dockerfile');

/** Of Composer, with a link from the directory of the server. */
const COMPOSER = variantsOf('/opt/drupal/web', { from: '8.9' },
  'https://github.com/docker-library/drupal/blob/0237ba4f7e9c29de75a54be4c6c075f2ac34a9f1/11.1/php8.3/apache-bookworm/Dockerfile');

export const DRUPAL: ImageFamily = {
  name: 'drupal',
  repositories: ['docker.io/library/drupal'],
  variants: [...ARCHIVE, ...COMPOSER],
};

function variantsOf(root: string, versions: ImageVariant['versions'], source: string): readonly ImageVariant[] {
  const sites = { path: `${root}/sites`, kind: 'seeded', isData: true } as const;
  const common: ImageFacts & Pick<ImageVariant, 'versions'> = {
    versions,
    imageUser: 'root',
    writablePaths: [sites],
    ports: [9000],
    hint: `Modules and themes that it installs itself go to ${root}/modules and themes`,
    evidence: { documented: [{ source, date: '2026-11-26' }, ...PHP] },
  };
  return [
    { ...common, uid: 33, gid: 33, writablePaths: [sites, { path: '/run', kind: 'empty', size: 16 * 2 ** 20 }], ports: [80] },
    { ...common, tags: ['fpm'], uid: 33, gid: 33 },
    { ...common, tags: ['fpm', 'alpine'], uid: 82, gid: 82 },
  ];
}
