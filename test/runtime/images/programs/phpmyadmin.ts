import { containerfile, file, http, ImageProgram, shell } from '../image-program';
import { phpApache } from '../layouts';

export const PHPMYADMIN: ImageProgram = {
  image: 'docker.io/library/phpmyadmin:5.2',
  program: 'phpMyAdmin',
  version: '5.2',
  versionCommand: { command: ['dpkg-query', '--show', 'phpmyadmin'], prefix: ':' },
  containerfile: containerfile(
    ...phpApache('dbconfig-no-thanks', 'phpmyadmin'),
    'RUN rm -rf /var/www/html /etc/phpmyadmin /etc/apache2/conf-enabled/phpmyadmin.conf && ln -s /usr/share/phpmyadmin /var/www/html && mkdir /etc/phpmyadmin'
      + ' && install --directory --owner www-data --group www-data /usr/share/phpmyadmin/tmp',
    file('/etc/phpmyadmin/config.inc.php', `<?php
require '/etc/phpmyadmin/config.secret.inc.php';
$cfg['Servers'][1] = ['auth_type' => 'cookie', 'host' => 'db'];
if (file_exists('/etc/phpmyadmin/config.user.inc.php')) { include '/etc/phpmyadmin/config.user.inc.php'; }`),
    file('/docker-entrypoint.sh', `#!/bin/sh
if [ ! -f /etc/phpmyadmin/config.secret.inc.php ]; then
  printf "<?php\\n\\$cfg['blowfish_secret'] = '%s';\\n" "$(head -c 24 /dev/urandom | base64)" > /etc/phpmyadmin/config.secret.inc.php
fi
touch /etc/phpmyadmin/config.user.inc.php
exec "$@"`, '755'),
    'ENTRYPOINT ["/docker-entrypoint.sh"]',
    'CMD ["apache2-foreground"]',
  ),
  container: { portNumber: 80 },
  request: shell(`${http('80/index.php').join(' ')} | grep -o '<title>.*</title>' && ls /etc/phpmyadmin`),
  answer: '<title>phpMyAdmin</title>\nconfig.inc.php\nconfig.secret.inc.php\nconfig.user.inc.php\n',
  without: 'cannot create /etc/phpmyadmin/config.secret.inc.php: Read-only file system',
};
