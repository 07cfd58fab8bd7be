import { directories, file, ImageProgram, install, onApplication, shell, stepDown, user } from '../image-program';

const CLIENT = 'zkCli.sh -server 127.0.0.1:2181';

export const ZOOKEEPER: ImageProgram = {
  image: 'docker.io/library/zookeeper:3.9',
  program: 'ZooKeeper',
  version: '3.9',
  versionCommand: { command: ['zkServer.sh', 'version'], prefix: 'Apache ZooKeeper, version ' },
  application: 'jvm',
  containerfile: onApplication(
    'jvm',
    user('zookeeper', 1000),
    install('zookeeper'),
    directories('zookeeper:zookeeper', '755', '/conf', '/data', '/datalog', '/logs'),
    'RUN cp /etc/zookeeper/conf/* /conf/ && rm /conf/zoo.cfg /conf/environment && chown -R zookeeper:zookeeper /conf',
    file('/docker-entrypoint.sh', `#!/bin/sh
set -e
mkdir -p /data /datalog /logs
if [ "$(id -u)" = 0 ]; then chown -R zookeeper /data /datalog /logs; fi
${stepDown('zookeeper')}
if [ ! -f /conf/zoo.cfg ]; then
  printf '%s\\n' dataDir=/data dataLogDir=/datalog tickTime=2000 initLimit=5 syncLimit=2 standaloneEnabled=true \\
    admin.enableServer=true 'server.1=localhost:2888:3888;2181' > /conf/zoo.cfg
fi
if [ ! -f /data/myid ]; then echo 1 > /data/myid; fi
exec "$@"`, '755'),
    'ENV ZOOCFGDIR=/conf ZOO_LOG_DIR=/logs PATH=/usr/share/zookeeper/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    'WORKDIR /',
    'ENTRYPOINT ["/docker-entrypoint.sh"]',
    'CMD ["zkServer.sh", "start-foreground"]',
  ),
  request: shell(`${CLIENT} create /kept value > /dev/null 2>&1; ${CLIENT} get /kept 2> /dev/null | tail -n 1`),
  answer: 'value\n',
  kept: { request: shell(`${CLIENT} get /kept 2> /dev/null | tail -n 1`), answer: 'value\n' },
  without: 'cannot create /conf/zoo.cfg: Read-only file system',
};
