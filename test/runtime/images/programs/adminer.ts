import { containerfile, http, ImageProgram, install, shell } from '../image-program';

export const ADMINER: ImageProgram = {
  image: 'docker.io/library/adminer:5.2',
  program: 'Adminer',
  version: '5.2',
  versionCommand: { command: ['dpkg-query', '--show', 'adminer'], prefix: 'adminer\t' },
  containerfile: containerfile(
    install('adminer', 'php-cli', 'php-sqlite3'),
    'RUN groupadd --system adminer && useradd --system --gid adminer adminer && mkdir -p /var/www && (cp -rL /usr/share/adminer /var/www/html || test -f /var/www/html/adminer/index.php) && chown -R adminer:adminer /var/www/html'
      + ' && echo "session.save_path = /tmp" > /etc/php/8.4/cli/php.ini',
    'WORKDIR /var/www/html',
    'USER adminer',
    'CMD ["php", "-S", "[::]:8080", "-t", "/var/www/html"]',
  ),
  request: shell(`${http('8080/adminer/').join(' ')} | grep -o '<title>.*</title>' && ls /tmp | grep -o '^sess_' | head -n 1`),
  answer: '<title>Login - Adminer</title>\nsess_\n',
};
