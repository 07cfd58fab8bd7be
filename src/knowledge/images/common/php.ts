import { runDirectory } from './facts';
import { ImageFacts, ImageVariant, KnownPath } from '../known-image';

export const PHP_APACHE = { source: 'https://github.com/docker-library/php/blob/445bf41/8.2/bookworm/apache/Dockerfile', date: '2026-11-25' };
export const PHP_TEMPLATE = { source: 'https://github.com/docker-library/php/blob/master/Dockerfile-linux.template', date: '2026-11-25' };

/** `www-data` of Debian and of Alpine. */
export const DEBIAN_USER = { uid: 33, gid: 33 } as const;
export const ALPINE_USER = { uid: 82, gid: 82 } as const;

/** Its PID file and locks. */
export const APACHE_RUN = runDirectory('/run');

/** The start script copies the application to it. */
export const WEB_ROOT: KnownPath = { path: '/var/www/html', kind: 'self-initializing', isData: true };

/** The differences between the variants of an application on the image of PHP: with Apache, with FPM, and with FPM on Alpine. */
export function onPhp<T extends Omit<ImageFacts, 'evidence'> & Pick<ImageVariant, 'versions'>>(facts: T) {
  const { writablePaths = [] } = facts;
  return [
    { ...facts, imageUser: 'root', ...DEBIAN_USER, writablePaths: [...writablePaths, APACHE_RUN], ports: [80] },
    { ...facts, imageUser: 'root', ...DEBIAN_USER, tags: ['fpm'], ports: [9000] },
    { ...facts, imageUser: 'root', ...ALPINE_USER, tags: ['fpm', 'alpine'], ports: [9000] },
  ] as const;
}
