import { dockerfile } from './support';
import { emptyOf, linesOf, ofUser, ownedPathsOf } from '../../../src/formats/dockerfile/model/image';

/** The directories of an image that are made to be written, with their lines. */
function made(...lines: string[]): object {
  const view = dockerfile('FROM debian:13.1-slim', ...lines);
  return linesOf(emptyOf(view, ofUser(view, ownedPathsOf(view))));
}

describe('a directory is made to be written', () => {
  test.each<[string, string, string[]]>([
    ['by everyone with 777', 'RUN mkdir -p /data/x && chmod 777 /data/x', ['/data/x']],
    ['by everyone with 1777', 'RUN chmod 1777 /run/app', ['/run/app']],
    ['by everyone with mkdir -m', 'RUN mkdir -m 0777 -p /a /b', ['/a', '/b']],
    ['by everyone with install -d', 'RUN install -d -m 1777 /a', ['/a']],
    ['by everyone in letters', 'RUN mkdir /a /b && chmod a+rwx /a && chmod +t,o+w /b', ['/a', '/b']],
    ['by everyone in a directory of the command', 'RUN cd /opt/app && chmod 1777 logs temp', ['/opt/app/logs', '/opt/app/temp']],
    ['by everyone with all that is in it', 'RUN chmod -R a+w storage', ['/srv/storage']],
    ['by a user whom an image that starts as root becomes', 'RUN mkdir /a && chown db:db /a', ['/a']],
  ])('%s', (_, line, paths) => expect(Object.keys(made('WORKDIR /srv', line))).toEqual(paths));

  test.each<[string, string[]]>([
    ['a file, as far as one sees', ['RUN chmod 777 /start.sh']],
    ['what is closed again', ['RUN mkdir -m 777 /a', 'RUN chmod 755 /a']],
    ['what is closed again with all that is in it', ['RUN mkdir -m 777 /srv/a', 'RUN chmod -R o-w /srv']],
    ['what is removed again', ['RUN mkdir -m 777 /srv/a', 'RUN rm -rf /srv']],
    ['what is open in every image', ['RUN mkdir -p /tmp /var/tmp && chmod 1777 /tmp /var/tmp']],
    ['what files are copied into', ['RUN mkdir -m 777 /a', 'COPY . /a/']],
    ['what only its group may write', ['RUN mkdir -m 775 /a']],
    ['what belongs to root', ['RUN chown root:app /a']],
    ['what belongs to another user than USER', ['RUN chown other /a', 'USER app']],
    ['what another stage has', ['RUN chmod 1777 /a', 'FROM debian:13.1-slim']],
  ])('but not %s', (_, lines) => expect(made(...lines)).toEqual({}));

  test('by the line that makes it so', () => {
    expect(made('RUN mkdir /a /b', 'RUN chmod 777 /b', 'RUN chown app /a', 'RUN chmod 777 /a', 'USER app')).toEqual({ '/a': 4, '/b': 3 });
  });
});

test('the directories of MariaDB and Tomcat are found', () => {
  // https://github.com/MariaDB/mariadb-docker and https://github.com/docker-library/tomcat: the lines on directories.
  expect(Object.keys(made(
    'RUN groupadd -r mysql && useradd -r -g mysql mysql --home-dir /var/lib/mysql',
    'RUN rm -rf /var/lib/mysql /etc/mysql/mariadb.conf.d; mkdir -p /var/lib/mysql /run/mysqld; chown -R mysql:mysql /var/lib/mysql /run/mysqld; chmod 1777 /run/mysqld',
    'VOLUME /var/lib/mysql',
  ))).toEqual(['/var/lib/mysql', '/run/mysqld']);
  expect(Object.keys(made(
    'ENV CATALINA_HOME /usr/local/tomcat',
    'WORKDIR $CATALINA_HOME',
    'RUN set -eux; chmod -R +rX .; chmod 1777 logs temp work; catalina.sh version',
  ))).toEqual(['/usr/local/tomcat/logs', '/usr/local/tomcat/temp', '/usr/local/tomcat/work']);
});
