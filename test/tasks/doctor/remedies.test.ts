import { parse } from 'yaml';
import { failedPod } from './support';
import { CAUSES } from '../../../src/tasks/doctor/causes';
import { examine } from '../../../src/tasks/doctor/examine';
import { directoryFor, pathsIn } from '../../../src/tasks/doctor/paths';
import { run } from '../../commands/cli/support';

const fixOf = (log: string, more = {}) => {
  const { diagnoses: [{ causes: [{ cause, found }] }] } = examine([failedPod(log, more)]);
  return cause.fix(found);
};

test.each([
  ['mkdir() "/var/cache/nginx/client_temp" failed (30: Read-only file system)', "writablePaths: [WritablePath.fromEmptyDir('/var/cache/nginx')],"],
  ["mkdir: can't create directory '/var/lib/app': Read-only file system", "writablePaths: [WritablePath.fromEmptyDir('/var/lib/app')],"],
  ["sh: can't create /backup/dump: Read-only file system", "writablePaths: [WritablePath.fromImage('/backup')],"],
  ["sh: can't create /etc/app.conf: Read-only file system", '// of the container: args or envVariables that name /tmp/app.conf'],
  ['open() "/var/log/app/access.log" failed (2: No such file or directory)', "writablePaths: [WritablePath.fromEmptyDir('/var/log/app')],"],
  ['Failed opening the temp RDB file temp-1.rdb (in server root dir /data) for saving: Read-only file system', "writablePaths: [WritablePath.fromEmptyDir('/data')],"],
  ["unable to write in directory '/srv/shop/work': Read-only file system", "writablePaths: [WritablePath.fromImage('/srv/shop/work')],"],
  ['touch: /a/one.log: Read-only file system\ntouch: /var/cache/b/two: Read-only file system', "writablePaths: [WritablePath.fromImage('/a'), WritablePath.fromEmptyDir('/var/cache/b')],"],
])('names the directory that must be writable for: %s', (log, typescript) => {
  expect(fixOf(log).typescript).toBe(typescript);
});

test('where a volume would hide the system, the file must go elsewhere', () => {
  expect(fixOf("sh: can't create /usr/bin/x: Read-only file system").do).toMatch(/^let the program write \/usr\/bin\/x to another directory/);
});

test('a mount point that hardening filled in cannot be removed below a read-only directory: the directory above must be writable', () => {
  const volume = (name: string) => ({ container: { volumeMounts: [{ name, mountPath: '/var/www/init/logs' }] }, spec: { volumes: [{ name, emptyDir: {} }] } });
  const log = "rm: cannot remove '/var/www/init/logs': Read-only file system";
  expect(fixOf(log, volume('scratch-main--var-www-init-logs')).typescript).toBe("writablePaths: [WritablePath.fromImage('/var/www')],");
  expect(fixOf(log, volume('logs')).typescript).toBe('// of the container: a setting that names /var/www/init/logs/data');
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

test.each([
  ["FileNotFoundError: [Errno 2] No such file or directory: '/var/log/orders/app.log'", "WritablePath.fromEmptyDir('/var/log/orders')"],
  ["Error: /run/gunicorn doesn't exist. Can't create pidfile.", "WritablePath.fromEmptyDir('/run/gunicorn')"],
  ["fatal: could not create work tree dir '/srv/shop/src': Read-only file system", "WritablePath.fromEmptyDir('/srv/shop/src')"],
  ['bind(): No such file or directory [core/socket.c line 230]', 'the directory of its Unix socket'],
  ['/entry.sh: line 2: /opt/tool/server: cannot execute binary file: Exec format error', 'build /opt/tool/server for the architecture'],
  ['java.io.FileNotFoundException: /opt/tool/out/report.txt (No such file or directory)\n\tat java.base/java.io.FileOutputStream.open0(Native Method)', "WritablePath.fromEmptyDir('/opt/tool/out')"],
  ["    await loop.create_datagram_endpoint(Protocol, local_addr=('0.0.0.0', 514))\n    sock.bind(local_address)\nPermissionError: [Errno 13] Permission denied", 'declare the port 514,'],
  ['Exception in thread "main" java.net.BindException: Permission denied\n\tat java.base/sun.nio.ch.Net.bind0(Native Method)', 'The log does not name the port'],
  ["mktemp: failed to create directory via template '/var/lib/jobs/job.XXXX': Read-only file system", "WritablePath.fromEmptyDir('/var/lib/jobs')"],
  ["mktemp: failed to create directory via template '/var/lib/job.XXXX': Read-only file system", 'to another directory, such as /tmp'],
  ['bash: line 1: cannot create temp file for here-document: Read-only file system', 'make /tmp writable'],
  ['init cache: neither $XDG_CACHE_HOME nor $HOME are defined', '{ name: HOME, value: /tmp }'],
  ['cannot start agent: user: Current requires cgo or $USER set in environment', '{ name: USER, value: app }'],
])('the fix for %s has %s', async (text, fix) => {
  expect((await run(['doctor', '-'], { input: JSON.stringify(failedPod(text)) })).stdout).toContain(fix);
});

test('a full volume that the log does not name is one of those with a size', async () => {
  const spec = {
    containers: [{ name: 'main', image: 'registry.example.com/shop/web:1', volumeMounts: [{ name: 'data', mountPath: '/data' }, { name: 'keys', mountPath: '/keys' }] }],
    volumes: [{ name: 'data', emptyDir: { sizeLimit: '64Mi' } }, { name: 'keys', secret: { secretName: 'keys' } }],
  };
  const { stdout } = await run(['doctor', '-'], { input: JSON.stringify(failedPod('OSError: [Errno 28] No space left on device', { spec })) });
  expect(stdout).toContain('give the volume at /data more room');
  expect(stdout).toContain('{ name: data, emptyDir: { sizeLimit: 2Gi } }');
});
