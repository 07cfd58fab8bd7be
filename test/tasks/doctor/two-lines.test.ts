import { causesOf, failedPod } from './support';
import { examine } from '../../../src/tasks/doctor/examine';
import { textReport } from '../../../src/tasks/doctor/report/text';

const report = (log: string, more = {}) => textReport(examine([failedPod(log, more)]), (text) => text);

describe('an error in two lines is one', () => {
  test.each([
    ['what failed is above its reason', "Error: failed to open the log file '/var/log/shop/a.log'\n\nCaused by:\n    Read-only file system (os error 30)", 'read-only-file-system', '/var/log/shop'],
    ['of nested reasons, the nearest line counts', 'Error: cannot start\n\nCaused by:\n    0: failed to create /srv/data/state.lock\n    1: Permission denied (os error 13)', 'path-not-writable', '/srv/data'],
    ['a port is above its reason', 'Error: failed to bind to 0.0.0.0:443\nCaused by: Permission denied (os error 13)', 'low-port', 'declare the port 443'],
    ['what failed is below its reason', 'I/O error : Permission denied\nI/O warning : failed to load external entity "/etc/icecast2/icecast.xml"', 'image-file-permission', '/etc/icecast2/icecast.xml'],
    ['the file is below its reason', 'Error: unhandled exception: Read-only file system\nAdditional info: /srv/files/x [OSError]', 'read-only-file-system', '/srv/files'],
  ])('%s', (_name, log, cause, words) => {
    expect(causesOf(failedPod(log))).toEqual([cause]);
    expect(report(log)).toContain(words);
  });

  test.each([
    ['a line that did not fail', 'loaded /etc/shop/shop.conf\nPermission denied'],
    ['a line with a reason of its own', "cannot open '/srv/old': No such file or directory\nPermission denied"],
    ['the source of a program', '"/app/plot.gp" line 1: cannot open file; output not changed\nsystem error: Permission denied'],
  ])('and not with %s', (_name, log) => {
    expect(report(log)).not.toMatch(/^ *do: .*(?:\/etc\/shop|\/srv\/old|\/app\/plot)/m);
  });
});

describe('of two paths in a line', () => {
  const mounted = (path: string, more = {}) => ({ spec: { containers: [{ name: 'main', image: 'registry.example.com/shop/web:1.4.2', volumeMounts: [{ name: 'v', mountPath: path, ...more }] }], volumes: [{ name: 'v', emptyDir: {} }] } });

  test('the one that no volume makes writable cannot be written', () => {
    expect(report("mv: cannot move '/tmp/a' to '/srv/files/a': Read-only file system", mounted('/tmp'))).toMatch(/do: .*\/srv\/files/);
    expect(report("mv: cannot move '/srv/files/a' to '/tmp/a': Read-only file system", mounted('/tmp'))).toMatch(/do: .*\/srv\/files/);
  });

  test('one in a volume that is read-only counts', () => {
    expect(causesOf(failedPod("touch: cannot touch '/data/a': Read-only file system", mounted('/data', { readOnly: true })))).toEqual(['read-only-volume']);
  });
});

describe('the number of the user', () => {
  test.each(['Failed to find user entry for uid 65532: No such process', 'x: cannot get user name for uid 65532', 'Cannot find user: 65532', 'Failed to get user information: unknown user 65532'])('that no one knows is recognized in: %s', (log) => {
    expect(causesOf(failedPod(log))).toEqual(['unknown-user']);
  });

  test.each(['cannot find user 7', 'no such user: alice', 'user 65532 logged in', 'order 65532 not found'])('and not in: %s', (log) => {
    expect(causesOf(failedPod(log))).toEqual(['unknown']);
  });
});

describe('ports', () => {
  test.each([
    ['time=2026-11-29T10:16:21.143Z level=ERROR source=node_exporter.go:247 msg="listen tcp :80: bind: permission denied"', 80],
    ["Fatal error: can't bind to 0.0.0.0:818: Permission denied", 818],
    ['spamd: could not create IO::Socket::IP socket on [127.0.0.1]:783: Permission denied', 783],
    ['PHP Warning:  stream_socket_server(): Unable to connect to tcp://0.0.0.0:80 (Permission denied) in /srv/www/a.php on line 3', 80],
    ['SocketException: Failed to create server socket (OS Error: Permission denied, errno = 13), address = 0.0.0.0, port = 80', 80],
  ])('of the program itself are found in: %s', (log, port) => {
    expect(causesOf(failedPod(log))).toEqual(['low-port']);
    expect(report(log)).toContain(`declare the port ${port},`);
  });

  test.each(['cannot connect to db.example.com:80: Permission denied', 'POST http://auth:80/login: Permission denied'])('of others are not taken for them: %s', (log) => {
    expect(causesOf(failedPod(log))).toEqual(['unknown']);
  });
});

test.each([
  ['cp -R', "cp: preserving times for '/data/.': Operation not permitted"],
  ['cp -R', "cp: failed to preserve ownership for '/data/a': Operation not permitted"],
  ['--no-same-owner', 'tar: seed/a: Cannot change ownership to uid 1000, gid 0: Operation not permitted'],
])('%s is proposed for: %s', (words, log) => {
  expect(causesOf(failedPod(log))).toEqual(['change-owner']);
  expect(report(log)).toMatch(new RegExp(`do: .*${words}`));
});

describe('placeholders', () => {
  const waiting = (message: string) => ({
    kind: 'Pod', metadata: { name: 'web' }, spec: { containers: [{ name: 'main', image: 'registry.example.com/a:1' }] }, events: [{ type: 'Warning', reason: 'Failed', message, fieldPath: 'spec.containers{main}' }],
  });

  test.each([
    ['container has runAsNonRoot and image has non-numeric user (node), cannot verify user is non-root', 1000],
    ['failed to generate user string: user group "10001" is specified without user', 10001],
  ])('are numbers where the cluster says them: %s', (message, uid) => {
    const text = textReport(examine([waiting(message)]), (each) => each);
    expect(text).toContain(`RunAs.user(${uid})`);
    expect(text).not.toMatch(/\b[UG]ID\b/);
  });
});

describe('a volume is a file system of its own', () => {
  const mounts = { spec: { containers: [{ name: 'main', image: 'registry.example.com/a:1', volumeMounts: [{ name: 'a', mountPath: '/tmp' }, { name: 'b', mountPath: '/srv/uploads' }] }], volumes: [{ name: 'a', emptyDir: {} }, { name: 'b', emptyDir: {} }] } };

  test('a file does not move between two in one step', () => {
    const text = report("Error: EXDEV: cross-device link not permitted, rename '/tmp/a' -> '/srv/uploads/a'", mounts);
    expect(text).toContain('cause: cross-device-rename');
    expect(text).toContain('TMPDIR: /srv/uploads');
  });

  test('its directory does not go away', () => {
    expect(report("rm: cannot remove '/srv/uploads': Device or resource busy", mounts)).toMatch(/cause: mount-point-busy[^]*use a directory below \/srv\/uploads/);
    expect(causesOf(failedPod("rm: cannot remove '/srv/other': Device or resource busy", mounts))).toEqual(['unknown']);
  });
});
