import { file, ImageProgram, onApplication, shell, stepDown } from '../image-program';

export const REDIS: ImageProgram = {
  image: 'docker.io/library/redis:8.0',
  program: 'Redis',
  version: '8.0',
  versionCommand: { command: ['redis-server', '--version'], prefix: 'Redis server v=' },
  application: 'redis',
  containerfile: onApplication(
    'redis',
    file('/usr/local/bin/docker-entrypoint.sh', `#!/bin/sh
set -e
if [ "$(id -u)" = 0 ]; then find . ! -user redis -exec chown redis {} +; fi
${stepDown('redis')}
exec "$@"`, '755'),
    'ENTRYPOINT ["docker-entrypoint.sh"]',
    'CMD ["redis-server"]',
  ),
  // A snapshot is made in the background; once one has failed, the server refuses all writes.
  request: shell('redis-cli bgsave > /dev/null && sleep 1 && redis-cli set key value && redis-cli save && redis-cli get key && ls /data/dump.rdb'),
  answer: 'OK\nOK\nvalue\n/data/dump.rdb\n',
  kept: { request: ['redis-cli', 'get', 'key'], answer: 'value\n' },
  without: 'MISCONF Redis is configured to save RDB snapshots, but it\'s currently unable to persist to disk.',
};
