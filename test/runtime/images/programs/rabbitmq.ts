import { containerfile, directories, file, ImageProgram, install, shell, stepDown, user } from '../image-program';

const DATA = '/var/lib/rabbitmq';

export const RABBITMQ: ImageProgram = {
  image: 'docker.io/library/rabbitmq:4.0',
  program: 'RabbitMQ',
  version: '4.0',
  versionCommand: { command: ['rabbitmqctl', 'version'], prefix: '' },
  containerfile: containerfile(
    user('rabbitmq', 999, 999, DATA),
    install('rabbitmq-server'),
    `RUN rm -rf ${DATA} /etc/rabbitmq /var/log/rabbitmq && rm /usr/sbin/rabbitmq*`,
    directories('rabbitmq:rabbitmq', '1777', DATA, '/etc/rabbitmq', '/etc/rabbitmq/conf.d', '/var/log/rabbitmq'),
    file('/etc/rabbitmq/conf.d/10-defaults.conf', 'loopback_users.guest = false\nlog.console = true'),
    file('/usr/local/bin/docker-entrypoint.sh', `#!/bin/sh
set -eu
if [ "$(id -u)" = 0 ]; then chown -R rabbitmq ${DATA}; fi
${stepDown('rabbitmq')}
exec "$@"`, '755'),
    `ENV RABBITMQ_DATA_DIR=${DATA} HOME=${DATA} LANG=C.UTF-8 PATH=/usr/lib/rabbitmq/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
    'ENTRYPOINT ["docker-entrypoint.sh"]',
    'CMD ["rabbitmq-server"]',
  ),
  request: shell(`rabbitmqctl --quiet add_vhost kept > /dev/null 2>&1; rabbitmqctl --quiet list_vhosts | grep kept && ls ${DATA}/mnesia | grep -c pid`),
  answer: 'kept\n1\n',
  kept: { request: shell('rabbitmqctl --quiet list_vhosts | grep kept'), answer: 'kept\n' },
  without: 'Failed to create cookie file ... erofs',
};
