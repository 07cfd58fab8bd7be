import { onPhp, PHP_APACHE, PHP_TEMPLATE } from '../common/php';
import { ImageFamily, ImageVariant } from '../known-image';

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
  return onPhp({
    versions,
    writablePaths: [{ path: `${root}/sites`, kind: 'seeded', isData: true }],
    hint: `Modules and themes that it installs itself go to ${root}/modules and themes`,
    evidence: { documented: [{ source, date: '2026-11-26' }, PHP_APACHE, PHP_TEMPLATE] },
  });
}
