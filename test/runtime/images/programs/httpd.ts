import { containerfile, file, http, ImageProgram, install } from '../image-program';

const ROOT = '/usr/local/apache2';

export const HTTPD: ImageProgram = {
  image: 'docker.io/library/httpd:2.4',
  program: 'Apache',
  version: '2.4',
  versionCommand: { command: ['httpd', '-v'], prefix: 'Server version: Apache/' },
  containerfile: containerfile(
    install('apache2'),
    `RUN mkdir -p ${ROOT}/bin ${ROOT}/conf ${ROOT}/htdocs ${ROOT}/logs \\
 && ln -s /usr/lib/apache2/modules ${ROOT}/modules && ln -s /usr/sbin/apache2 ${ROOT}/bin/httpd && echo 'It works!' > ${ROOT}/htdocs/index.html`,
    // Debian's build has its own directories compiled in.
    file(`${ROOT}/conf/httpd.conf`, `ServerRoot ${ROOT}
DefaultRuntimeDir logs
PidFile logs/httpd.pid
Listen 80
User www-data
Group www-data
LoadModule mpm_event_module modules/mod_mpm_event.so
LoadModule authz_core_module modules/mod_authz_core.so
LoadModule dir_module modules/mod_dir.so
DocumentRoot ${ROOT}/htdocs
ErrorLog /proc/self/fd/2
TransferLog /proc/self/fd/1`),
    file('/usr/local/bin/httpd-foreground', `#!/bin/sh
set -e
rm -f ${ROOT}/logs/httpd.pid
exec httpd -DFOREGROUND -f ${ROOT}/conf/httpd.conf`, '755'),
    `ENV PATH=${ROOT}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
    `WORKDIR ${ROOT}`,
    'CMD ["httpd-foreground"]',
  ),
  container: { portNumber: 80 },
  request: http('80/'),
  answer: 'It works!\n',
  without: 'Read-only file system: AH00099: could not create /usr/local/apache2/logs/httpd.pid',
};
