import { causesOf, failedPod } from './support';
import { examine } from '../../../src/tasks/doctor/examine';
import { textReport } from '../../../src/tasks/doctor/report/text';

// Lines of programs that had no answer, and neighbors of them; with the answer for each kind of volume.

const report = (log: string, more = {}) => textReport(examine([failedPod(log, more)]), (text) => text);
const instructionOf = (log: string, more = {}) => /^ *do: (.*)/m.exec(report(log, more))?.[1];
const mounted = (mountPath: string, volume: object, mount = {}, container = {}) => ({
  spec: {
    containers: [{ name: 'main', image: 'registry.example.com/shop/web:1.4.2', volumeMounts: [{ name: 'v', mountPath, ...mount }], ...container }],
    volumes: [{ name: 'v', ...volume }],
  },
});
const CLAIM = { persistentVolumeClaim: { claimName: 'data' } };
const EMPTY = { emptyDir: {} };
const CONFIG = { configMap: { name: 'config' } };
const NODE = { hostPath: { path: '/srv/x' } };

describe('an error of npm, with each field on a line', () => {
  const npm = (prefix: string, ...fields: readonly string[]) => fields.map((field) => `${prefix} ${field}`).join('\n');

  test.each([
    npm('npm ERR!', 'code EACCES', 'syscall mkdir', 'path /.npm', 'errno -13'),
    npm('npm ERR!', 'code EACCES', 'path /.npm'),
    npm('npm error', 'code EROFS', 'syscall open', 'path /home/app/.npm/_logs/x', 'errno -30'),
  ])('in the home directory: %j', (log) => {
    expect(causesOf(failedPod(log))).toEqual(['home-not-writable']);
    expect(instructionOf(log)).toMatch(/^set HOME to a writable directory: it writes \/\S*\.npm/);
  });

  test('in a volume, and of two paths the destination', () => {
    const log = npm('npm error', 'code EACCES', 'syscall rename', 'path /tmp/a', 'dest /data/a', 'errno -13');
    expect(instructionOf(log, mounted('/data', CLAIM))).toMatch(/^set an fsGroup\b.*\/data\b/);
    expect(instructionOf(npm('npm error', 'code EROFS', 'syscall rename', 'path /tmp/a', 'dest /srv/cache/a'))).toContain('/srv/cache');
  });

  test('a code alone, and fields of another program, are none', () => {
    expect(report(npm('npm error', 'code EROFS', 'syscall open'))).not.toContain('/data');
    expect(report('npm error code EROFS\nother error path /data/x')).not.toContain('/data');
  });
});

describe('a file that is mounted by subPath is busy', () => {
  const LINES = [
    'sed: cannot rename /etc/app/sedXyZ12: Device or resource busy',
    "sed: can't move '/etc/app/app.confiAbcdE' to '/etc/app/app.conf': Resource busy",
    "mv: cannot move '/etc/app/app.conf.new' to '/etc/app/app.conf': Device or resource busy",
    "OSError: [Errno 16] Device or resource busy: '/etc/app/tmpab12' -> '/etc/app/app.conf'",
  ];
  const of = (volume: object) => mounted('/etc/app/app.conf', volume, { subPath: 'app.conf' });

  test.each(LINES)('%s', (log) => {
    expect(causesOf(failedPod(log, of(CONFIG)))).toEqual(['mount-point-busy']);
    expect(instructionOf(log, of(CONFIG))).toMatch(/^remove the line that writes \/etc\/app\/app\.conf from the start script: the configMap mounts this one file, which is always read-only\. .*\/tmp\/app\.conf/);
    for (const volume of [CLAIM, EMPTY, NODE]) {
      expect(instructionOf(log, of(volume))).toMatch(/^mount the volume v at a separate directory\b.*\/etc\/app\/app\.conf is a subPath mount/);
    }
  });

  test('without the pod, a file that is renamed or removed is one', () => {
    const text = report(LINES[0], { spec: { containers: [] } });
    expect(text).toContain('cause: mount-point-busy');
    expect(text).toContain('mounted by subPath');
  });

  test('a file beside no mount is none', () => {
    expect(causesOf(failedPod('sed: cannot rename /srv/sedXyZ12: Device or resource busy', of(CONFIG)))).toEqual(['unknown']);
  });
});

test.each([
  'dnsmasq: setting capabilities failed: Operation not permitted',
  'Unable to drop capabilities: Operation not permitted',
  'failed to keep the needed capabilities (EPERM)',
])('a daemon that keeps capabilities when it leaves root must start as its user: %s', (log) => {
  expect(causesOf(failedPod(log))).toEqual(['change-user']);
  expect(instructionOf(log)).toContain('changes its user');
});

test('a capability of a file is none of a daemon', () => {
  expect(causesOf(failedPod("Failed to set capabilities on file '/usr/bin/app' (Operation not permitted)"))).not.toContain('change-user');
});

describe('a program that refuses root', () => {
  test.each([
    'initdb: error: cannot be run as root\ninitdb: hint: Please log in (using, e.g., "su") as the (unprivileged) user that will own the server process.',
    '"root" execution of the PostgreSQL server is not permitted.\nThe server must be started under an unprivileged user ID to prevent possible system security compromise.',
    '[ERROR] [MY-010123] [Server] Fatal error: Please read "Security" section of the manual to find out how to run mysqld as root!',
    'java.lang.RuntimeException: can not run elasticsearch as root',
    'Error: this program must not be run as root, exiting',
    '[0101/000000.000000:ERROR:zygote_host_impl_linux.cc(90)] Running as root without --no-sandbox is not supported. See https://crbug.com/638180.',
  ])('%s', (log) => {
    expect(causesOf(failedPod(log))).toEqual(['must-not-be-root']);
    expect(instructionOf(log)).toMatch(/^set the uid UID, the uid of the user for which/);
  });

  test('gets the user of a known image, and its group for the volume', () => {
    const text = report('initdb: error: cannot be run as root', mounted('/var/lib/postgresql/data', CLAIM, {}, { image: 'postgres:17' }));
    expect(text).toMatch(/do: set the uid 999, known of postgres 17/);
    expect(text).toContain('fsGroup: 999');
  });

  test.each([
    'WARN: do not run this as root in production',
    'npm WARN you should not run npm as root',
    'vsftpd: must be started as root',
    'cannot run as a non-root user',
  ])('not: %s', (log) => expect(causesOf(failedPod(log))).not.toContain('must-not-be-root'));
});

describe('a Unix socket', () => {
  const NGINX = 'nginx: [emerg] bind() to unix:/var/run/x.sock failed (13: Permission denied)';

  test.each<[string, RegExp, object | undefined]>([
    ['path-not-writable', /^mount a volume at \/var\/run$/, undefined],
    ['claim-permission', /^set an fsGroup\b.*\/var\/run\b/, CLAIM],
    ['claim-permission', /^run all init containers and containers that write the volume v as the same uid/, EMPTY],
    ['claim-permission', /^change the owner of the directory of the volume v on the node/, NODE],
  ])('%s: %s', (cause, instruction, volume) => {
    const more = volume && mounted('/var/run', volume);
    expect(causesOf(failedPod(NGINX, more))).toEqual([cause]);
    expect(instructionOf(NGINX, more)).toMatch(instruction);
  });

  test('its path is read on a read-only root, too', () => {
    expect(instructionOf('nginx: [emerg] bind() to unix:/var/run/x.sock failed (30: Read-only file system)')).toBe('mount a volume at /var/run');
    expect(instructionOf('listen unix:///srv/web/x.sock: bind: read-only file system')).toContain('/srv/web');
  });

  test('no volume is mounted over the socket that a client may not write', () => {
    const log = 'connect() to unix:/var/run/php.sock failed (13: Permission denied) while connecting to upstream';
    expect(causesOf(failedPod(log))).toEqual(['unknown']);
    expect(instructionOf(log, mounted('/var/run', EMPTY))).toMatch(/^run all init containers and containers that write the volume v as the same uid/);
  });
});

describe('InnoDB names only the number of the errno', () => {
  const line = (number: number) => `2026-01-01T00:00:00Z 1 [ERROR] [MY-012592] [InnoDB] Operating system error number ${number} in a file operation.`;
  const mysql = (path: string, volume: object, mount = {}) => mounted(path, volume, mount, { image: 'mysql:8.0' });

  test.each<[number, string, RegExp, object]>([
    [13, 'claim-permission', /^set an fsGroup\b.*\/var\/lib\/mysql\b/, mysql('/var/lib/mysql', CLAIM)],
    [13, 'claim-permission', /^change the owner of the directory of the volume v on the node/, mysql('/var/lib/mysql', NODE)],
    [13, 'claim-permission', /^set an fsGroup\b.*\/srv\/mysql\b/, mounted('/srv/mysql', CLAIM)],
    [13, 'path-not-writable', /^make \/var\/lib\/mysql writable/, { container: { image: 'mysql:8.0' } }],
    [30, 'read-only-volume', /^remove `readOnly` from the mount of \/var\/lib\/mysql/, mysql('/var/lib/mysql', CLAIM, { readOnly: true })],
    [28, 'disk-full', /^raise the request of the PVC data at \/var\/lib\/mysql/, mysql('/var/lib/mysql', CLAIM)],
  ])('%i: %s', (number, cause, instruction, more) => {
    expect(causesOf(failedPod(line(number), more))).toEqual([cause]);
    expect(instructionOf(line(number), more)).toMatch(instruction);
  });
});
