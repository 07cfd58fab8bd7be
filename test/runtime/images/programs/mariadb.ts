import { containerfile, directories, file, ImageProgram, install, shell, stepDown, user } from '../image-program';

const SQL = 'mariadb --user=root --password=known --skip-column-names --execute';

export const MARIADB: ImageProgram = {
  image: 'docker.io/library/mariadb:11.8',
  program: 'MariaDB',
  version: '11.8',
  versionCommand: { command: ['mariadbd', '--version'], prefix: 'Ver ' },
  containerfile: containerfile(
    user('mysql', 999, 999, '/var/lib/mysql'),
    install('mariadb-server'),
    'RUN rm -rf /var/lib/mysql /etc/mysql/mariadb.conf.d/*',
    directories('mysql:mysql', '755', '/var/lib/mysql'),
    directories('mysql:mysql', '1777', '/run/mysqld'),
    // The socket is first made for a temporary server, which sets the password of root.
    file('/usr/local/bin/docker-entrypoint.sh', `#!/bin/sh
set -eu
if [ "$(id -u)" = 0 ]; then chown -R mysql: /var/lib/mysql /run/mysqld; fi
${stepDown('mysql')}
if [ ! -d /var/lib/mysql/mysql ]; then
  mariadb-install-db --datadir=/var/lib/mysql --auth-root-authentication-method=normal --skip-test-db
  "$@" --skip-networking & temporary=$!
  until mariadb-admin --user=root ping 2> /dev/null; do kill -0 $temporary; sleep 0.2; done
  mariadb --user=root --execute="SET PASSWORD FOR root@localhost = PASSWORD('$MARIADB_ROOT_PASSWORD')"
  kill $temporary
  wait $temporary
fi
exec "$@"`, '755'),
    'ENTRYPOINT ["docker-entrypoint.sh"]',
    'CMD ["mariadbd"]',
  ),
  container: { envVariables: { MARIADB_ROOT_PASSWORD: { value: 'known' } } },
  request: shell(`${SQL} "CREATE DATABASE IF NOT EXISTS app; CREATE OR REPLACE TABLE app.kept (word TEXT);
    INSERT INTO app.kept VALUES ('value'); SELECT word FROM app.kept"`),
  answer: 'value\n',
  kept: { request: shell(`${SQL} "SELECT word FROM app.kept"`), answer: 'value\n' },
  without: 'Can\'t create/write to file ... "Read-only file system"',
};
