import { parse } from 'yaml';
import { failedPod } from './support';
import { CAUSES } from '../../src/doctor/causes';
import { examine } from '../../src/doctor/examine';
import { directoryFor, pathsIn } from '../../src/doctor/paths';

const fixOf = (log: string, more = {}) => {
  const { diagnoses: [{ causes: [{ cause, found }] }] } = examine([failedPod(log, more)]);
  return cause.fix(found);
};

test.each([
  ['mkdir() "/var/cache/nginx/client_temp" failed (30: Read-only file system)', "writablePaths: [WritablePath.emptyDir('/var/cache/nginx')],"],
  ["mkdir: can't create directory '/var/lib/app': Read-only file system", "writablePaths: [WritablePath.emptyDir('/var/lib/app')],"],
  ["sh: can't create /backup/dump: Read-only file system", "writablePaths: [WritablePath.fromImage('/backup')],"],
  ["sh: can't create /etc/app.conf: Read-only file system", '// of the container: args or envVariables that name /tmp/app.conf'],
  ['open() "/var/log/app/access.log" failed (2: No such file or directory)', "writablePaths: [WritablePath.emptyDir('/var/log/app')],"],
  ['Failed opening the temp RDB file temp-1.rdb (in server root dir /data) for saving: Read-only file system', "writablePaths: [WritablePath.emptyDir('/data')],"],
  ["unable to write in directory '/srv/shop/work': Read-only file system", "writablePaths: [WritablePath.fromImage('/srv/shop/work')],"],
  ['touch: /a/one.log: Read-only file system\ntouch: /var/cache/b/two: Read-only file system', "writablePaths: [WritablePath.fromImage('/a'), WritablePath.emptyDir('/var/cache/b')],"],
])('names the directory that must be writable for: %s', (log, typescript) => {
  expect(fixOf(log).typescript).toBe(typescript);
});

test('where a volume would hide the system, the file must go elsewhere', () => {
  expect(fixOf("sh: can't create /usr/bin/x: Read-only file system").do).toMatch(/^let the program write \/usr\/bin\/x elsewhere/);
});

test('of a known image the user and the paths are known', () => {
  const image = { container: { image: 'postgres:17' } };
  expect(fixOf('initdb: error: could not look up effective user ID 65532: user does not exist', image).typescript).toBe('runAs: RunAs.user(999),');
  expect(fixOf('could not create lock file "/var/run/postgresql/.s.PGSQL.5432.lock": Read-only file system', image).typescript).toBe("presets: [RuntimePreset.forImage('postgres:17')],");
});

test('the cookie of RabbitMQ is closed by an init container of its image', () => {
  const image = { container: { image: 'rabbitmq:4.1-management' } };
  const { yaml } = fixOf('Cookie file /var/lib/rabbitmq/.erlang.cookie must be accessible by owner only', image);
  expect(parse(yaml!)).toEqual({
    initContainers: [{
      name: 'cookie',
      image: 'rabbitmq:4.1-management',
      command: ['sh', '-c', 'if [ -e /var/lib/rabbitmq/.erlang.cookie ]; then chmod 600 /var/lib/rabbitmq/.erlang.cookie; fi'],
    }],
  });
});

test.each([
  ['/bin/sh: 3: cannot create /etc/a.conf: Read-only file system', ['/etc/a.conf']],
  ['Binding [/etc/h.cfg:4]: cannot bind [/var/run/h/admin.sock].', ['/var/run/h/admin.sock']],
  ['at https://example.com/a/b and /proc/self/fd, (/app/server.js:12:5)', []],
  ["open 'nohup.out': Read-only file system", []],
])('finds the paths in: %s', (line, paths) => {
  expect(pathsIn(line)).toEqual(paths);
});

test('no volume is mounted over a directory of the system', () => {
  expect(['/x', '/.npm', '/usr/lib/a', '/var/lib/x.db', '/bin/y', '/etc/a'].map((path) => directoryFor(path, false))).toEqual(Array(6).fill(undefined));
});

test('each cause says in which words it is found', () => {
  expect(CAUSES.filter(({ signs, why, title }) => signs.length === 0 || !/\.$/.test(why) || /\.$/.test(title))).toEqual([]);
});
