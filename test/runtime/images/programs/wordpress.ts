import { containerfile, file, http, ImageProgram, shell } from '../image-program';
import { phpApache } from '../layouts';

export const WORDPRESS: ImageProgram = {
  image: 'docker.io/library/wordpress:6.8',
  program: 'WordPress',
  version: '6.8',
  versionCommand: { command: ['grep', 'wp_version =', '/usr/src/wordpress/wp-includes/version.php'], prefix: '$wp_version = \'' },
  containerfile: containerfile(
    ...phpApache('wordpress', 'wordpress-theme-twentytwentyfive'),
    // Debian has links to other packages; upstream has files.
    'RUN mkdir -p /usr/src && cp -rL /usr/share/wordpress /usr/src/wordpress 2> /dev/null || true && rm -f /usr/src/wordpress/wp-config.php /usr/src/wordpress/.htaccess'
      + ' && chown -R www-data:www-data /usr/src/wordpress && test -f /usr/src/wordpress/wp-settings.php',
    file('/usr/local/bin/docker-entrypoint.sh', `#!/bin/sh
set -e
if [ ! -e index.php ] && [ ! -e wp-includes/version.php ]; then
  tar --create --file - --directory /usr/src/wordpress . | tar --extract --file - --no-overwrite-dir --no-same-owner
fi
exec "$@"`, '755'),
    'ENTRYPOINT ["docker-entrypoint.sh"]',
    'CMD ["apache2-foreground"]',
  ),
  container: { portNumber: 80 },
  // The first page of its installation, which needs no database.
  request: shell(`${http('80/wp-admin/setup-config.php?step=0').join(' ')} | grep -o 'WordPress.*Setup Configuration File' && ls wp-settings.php`),
  answer: 'WordPress &rsaquo; Setup Configuration File\nwp-settings.php\n',
  without: 'tar: ./index.php: Cannot open: Read-only file system',
};
