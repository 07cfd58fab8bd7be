import { ImageProgram, onApplication, shell } from '../image-program';

export const PHP_FPM: ImageProgram = {
  image: 'docker.io/library/php:8.4-fpm',
  program: 'PHP-FPM',
  version: '8.4',
  versionCommand: { command: ['php-fpm', '--version'], prefix: 'PHP ' },
  application: 'php-fpm',
  containerfile: onApplication('php-fpm'),
  request: shell('REQUEST_METHOD=GET SCRIPT_FILENAME=/var/www/html/index.php cgi-fcgi -bind -connect 127.0.0.1:9000 | sed "1,/^\r$/d"'),
  answer: 'Session in /tmp, cache in /tmp/.cache\n',
  without: 'Unable to open primary script: /var/www/html/index.php (Permission denied)',
};
