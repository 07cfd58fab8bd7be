/*
 * What the images of several programs have in common.
 */
import { file, install } from './image-program';

/** The Apache of the image php:apache, which is Debian's, with PHP's own defaults, and the variables of Debian's configuration. */
export const phpApache = (...packages: readonly string[]): readonly string[] => [
  install('apache2', 'libapache2-mod-php', ...packages),
  String.raw`RUN sed -ri 's/^export ([^=]+)=(.*)$/: ${'$'}{\1:=\2}\nexport \1/' /etc/apache2/envvars \
 && for name in error access other_vhosts_access; do ln -sfT /dev/std$(test $name = error && echo err || echo out) /var/log/apache2/$name.log; done \
 && install --directory --owner www-data --group www-data --mode 1777 /run/lock/apache2 /run/apache2 /run/apache2/socks /var/log/apache2 /var/www/html \
 && rm /var/www/html/index.html && echo 'session.save_path = /tmp' > /etc/php/8.4/apache2/php.ini`,
  file('/etc/apache2/conf-enabled/docker-php.conf', 'DirectoryIndex index.php index.html\n<Directory /var/www/>\n  AllowOverride All\n</Directory>'),
  file('/usr/local/bin/apache2-foreground', `#!/bin/sh
set -e
. /etc/apache2/envvars
for directory in "$APACHE_LOCK_DIR" "$APACHE_RUN_DIR" "$APACHE_LOG_DIR"; do mkdir -p "$(readlink -m "$directory")"; done
rm -f "$APACHE_PID_FILE"
exec apache2 -DFOREGROUND "$@"`, '755'),
  'WORKDIR /var/www/html',
  'CMD ["apache2-foreground"]',
];
