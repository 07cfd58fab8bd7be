import { containerfile, file, http, ImageProgram } from '../image-program';
import { phpApache } from '../layouts';

export const PHP_APACHE: ImageProgram = {
  image: 'docker.io/library/php:8.4-apache',
  program: 'PHP in Apache',
  version: '8.4',
  versionCommand: { command: ['php', '--version'], prefix: 'PHP ' },
  containerfile: containerfile(
    ...phpApache(),
    file('/var/www/html/index.php', '<?php session_start(); echo "Session in ", session_save_path(), ", upload in ", sys_get_temp_dir(), "\\n";'),
  ),
  container: { portNumber: 80 },
  request: http('80/'),
  answer: 'Session in /tmp, upload in /tmp\n',
  without: 'Read-only file system: AH00099: could not create /var/run/apache2/apache2.pid',
};
