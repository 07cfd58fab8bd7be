import { containerfile, directories, file, ImageProgram, install, shell, stepDown, user } from '../image-program';

export const VALKEY: ImageProgram = {
  image: 'docker.io/valkey/valkey:8.1',
  program: 'Valkey',
  version: '8.1',
  versionCommand: { command: ['valkey-server', '--version'], prefix: 'Valkey server v=' },
  containerfile: containerfile(
    user('valkey', 999, 999, '/data'),
    install('valkey-server', 'valkey-tools'),
    directories('valkey:valkey', '755', '/data'),
    file('/usr/local/bin/docker-entrypoint.sh', `#!/bin/sh
set -e
if [ "$(id -u)" = 0 ]; then find . ! -user valkey -exec chown valkey {} +; fi
${stepDown('valkey')}
if [ ! -w . ]; then
  echo "error: directory is not writable by current user ($(id -u))" >&2
  exit 1
fi
exec "$@"`, '755'),
    'WORKDIR /data',
    'ENTRYPOINT ["docker-entrypoint.sh"]',
    'CMD ["valkey-server"]',
  ),
  request: shell('valkey-cli set key value && valkey-cli save && valkey-cli get key && ls /data/dump.rdb'),
  answer: 'OK\nOK\nvalue\n/data/dump.rdb\n',
  kept: { request: ['valkey-cli', 'get', 'key'], answer: 'value\n' },
  without: 'error: directory is not writable by current user (65532)',
};
