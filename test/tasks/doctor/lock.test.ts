import { failedPod, propsIn } from './support';
import { examine } from '../../../src/tasks/doctor/examine';
import { APP, directoryOf, lockWith } from '../../knowledge/image-lock/support';

// What an image says of itself, in the advice for its log.

const LOCK = lockWith({
  user: 'app',
  uid: 1000,
  gid: 1000,
  workdir: '/rails',
  directories: [directoryOf('/rails/tmp', ['user'], 'files', { size: 4096 }), directoryOf('/rails/log', ['user'], 'nothing')],
});

function fixFor(log: string, lock: typeof LOCK | 'none' = LOCK) {
  const { diagnoses: [{ causes: [{ cause, found }] }] } = examine([failedPod(log, { container: { image: APP } })], lock === 'none' ? undefined : lock);
  return cause.fix(found);
}

const pathsIn = ({ typescript = '' }: { typescript?: string }) =>
  propsIn(typescript).writablePaths.map((path: any) => `${path.path}${path._toSettings().seed ? ' with files' : ''}`);

test('a directory that has files in the image is copied', () => {
  const log = 'Read-only file system @ dir_s_mkdir - /rails/tmp/sockets (Errno::EROFS)';
  expect(pathsIn(fixFor(log))).toEqual(['/rails/tmp with files']);
  expect(pathsIn(fixFor(log, 'none'))).toEqual(['/rails/tmp']);
});

test('a relative path starts in the working directory of the image', () => {
  const log = '/usr/local/bin/php: 5: cannot create cache/config.php: Read-only file system';
  expect(pathsIn(fixFor(log))).toEqual(['/rails/cache']);
  expect(fixFor(log, 'none').do).toContain('starts in the WORKDIR of the image');
});

test('a program that removes a part of its application needs a copy of all of it', () => {
  const log = "rm: cannot remove '/rails/storage-init/logs/.gitignore': Read-only file system\nrm: cannot remove '/rails/storage-init/app/.gitignore': Read-only file system";
  expect(pathsIn(fixFor(log))).toEqual(['/rails with files']);
  expect(pathsIn(fixFor(log, 'none'))).not.toContain('/rails with files');
  expect(pathsIn(fixFor("rm: cannot remove '/var/cache/app/x': Read-only file system"))).toEqual(['/var/cache/app']);
});

test('what the image declares is no known path of a program: no one has seen it write there', () => {
  expect(fixFor("can't create /rails/log/x: Read-only file system").do).toBe('mount a volume at /rails/log');
});

describe('a home that the image gives to its user', () => {
  const home = (more: object = {}) => lockWith({
    user: '1000', uid: 1000, gid: 100, home: '/home/jovyan', workdir: '/home/jovyan', directories: [directoryOf('/home/jovyan', ['user', 'workdir', 'home'], 'files')], ...more,
  });
  const answer = (log: string, lock: typeof LOCK) => {
    const pod = failedPod(log, { container: { image: APP } }) as any;
    pod.status.containerStatuses[0].user.linux.uid = 1000;
    const { diagnoses: [{ causes: [{ cause, found }] }] } = examine([pod], lock);
    return cause.fix(found);
  };
  const LOGS = ["OSError: [Errno 30] Read-only file system: '/home/jovyan/.local'", "OSError: [Errno 30] Read-only file system: '/home/jovyan/x.txt'"];

  test.each(LOGS)('is copied: %s', (log) => {
    expect(pathsIn(answer(log, home()))).toEqual(['/home/jovyan with files']);
  });

  test('is not, if it has the program, or belongs to another user', () => {
    expect(answer(LOGS[0], home({ workdir: '/home/jovyan/app' })).settings).toBe('environment: { HOME: /tmp }');
    expect(answer(LOGS[1], home({ workdir: '/home/jovyan/app' })).do).toMatch(/^let the program write \/home\/jovyan\/x\.txt to another directory/);
    expect(fixFor(LOGS[0], home()).settings).toBe('environment: { HOME: /tmp }');
  });
});

test('a file in a VOLUME of the user is written there, and nowhere else', () => {
  const lock = lockWith({ user: 'node-red', uid: 65532, gid: 0, directories: [directoryOf('/data', ['volume', 'user'], 'files', { uid: 65532, gid: 0 })] });
  expect(pathsIn(fixFor("Error: EROFS: read-only file system, open '/data/settings.js'", lock))).toEqual(['/data with files']);
});

describe('a file capability that the lock file lists', () => {
  const lock = lockWith({ uid: 65534, gid: 65534, capabilities: { '/usr/bin/turnserver': ['NET_BIND_SERVICE'], '/usr/bin/tool': ['NET_ADMIN', 'NET_BIND_SERVICE'] } });

  test('is no guess', () => {
    const { do: what, typescript } = fixFor('/e.sh: line 8: /usr/bin/turnserver: Operation not permitted', lock);
    expect(what).toContain('The program needs NET_BIND_SERVICE, according to the lock file');
    expect(what).not.toMatch(/guess|getcap/);
    expect(typescript).toContain('add: [Capability.NET_BIND_SERVICE]');
    expect(fixFor('[dumb-init] turnserver: Operation not permitted', lock).do).toContain('according to the lock file');
  });

  test('is removed, if "restricted" refuses one of several', () => {
    const { do: what, typescript } = fixFor('/e.sh: line 8: /usr/bin/tool: Operation not permitted', lock);
    expect(what).toMatch(/^remove the capability.*The program needs NET_ADMIN, NET_BIND_SERVICE/);
    expect(typescript).toBeUndefined();
  });
});

describe('a pod that lacks what the image says it needs', () => {
  const lock = lockWith({ user: 'app', uid: 1000, gid: 1000, directories: [directoryOf('/opt/app', ['user', 'volume'], 'nothing', { uid: 1000, gid: 1000 })] });

  test('gets its user and its paths, if the log explains nothing', () => {
    const { typescript } = fixFor('no username found', lock);
    expect(typescript).toBe("runAs: RunAs.user(1000),\nwritablePaths: [WritablePath.fromEmptyDir('/opt/app')],");
    const { diagnoses } = examine([failedPod('no username found', { container: { image: APP } })]);
    expect(diagnoses).toEqual([]);
  });

  test('gets them instead of advice in words about such a path', () => {
    const log = 'Database error: [/opt/app/repository.fossil]: unable to open database file';
    expect(fixFor(log, lock).typescript).toContain("WritablePath.fromEmptyDir('/opt/app')");
  });

  test('gets the line for another error of the log first', () => {
    expect(fixFor('mkdir: cannot create directory /srv/cache: Read-only file system', lock).typescript).not.toContain('/opt/app');
  });
});
