import { directoryOf } from './support';
import { DirectoryFacts, FoundDirectory, PlatformFacts } from '../../../src/knowledge/image-lock/facts/image-facts';
import { writableDirectories } from '../../../src/knowledge/image-lock/writable-directories';

// Where an empty volume hides nothing, and where a person decides.

/** Without `copied`, which none of the directories here can have. */
const found = (platforms: readonly PlatformFacts[]) => {
  const { copied, ...others } = writableDirectories(platforms);
  expect(copied).toEqual([]);
  return others;
};
const of = (directories: readonly DirectoryFacts[], more: Partial<PlatformFacts> = {}) => found([{ platforms: ['linux/amd64'], directories, ...more }]);

test.each<[string, DirectoryFacts]>([
  ['a directory of the user', directoryOf('/app/logs', ['user'], 'nothing')],
  ['one that everyone may write', directoryOf('/srv/inbox', ['sticky'], 'nothing', { uid: 0, mode: 0o1777 })],
  ['a VOLUME', directoryOf('/data', ['volume'], 'nothing', { uid: 0 })],
  ['a VOLUME that does not exist', directoryOf('/data', ['volume'])],
  ['one that the start script makes', directoryOf('/run/app', ['script'])],
  ['/var/tmp, if the start script makes it', directoryOf('/var/tmp', ['sticky', 'script'], 'nothing', { uid: 0, mode: 0o1777 })],
  ['HOME, if the user owns it', directoryOf('/home/app', ['user', 'home'], 'nothing')],
])('an empty volume is filled in for %s', (_, directory) => expect(of([directory])).toEqual({ empty: [directory.path], kept: [] }));

test.each<[string, DirectoryFacts]>([
  ['/tmp, which has one anyway', directoryOf('/tmp', ['sticky'], 'nothing')],
  ['a working directory of root', directoryOf('/app', ['workdir'], 'nothing', { uid: 0 })],
  ['a HOME that does not exist', directoryOf('/home/app', ['home'])],
  ['/run/lock of Debian', directoryOf('/run/lock', ['sticky'], 'nothing', { uid: 0, mode: 0o1777 })],
  ['/var/tmp of every base image', directoryOf('/var/tmp', ['sticky'], 'nothing', { uid: 0, mode: 0o1777 })],
  ['the headers of a package', directoryOf('/opt/conda/include/python3.13', ['user'], 'nothing')],
  ['scripts that the start runs', directoryOf('/docker-entrypoint.d', ['user'], 'nothing')],
  ['scripts that the first start runs', directoryOf('/docker-entrypoint-initdb.d', ['user'], 'nothing')],
  ['tables of cron', directoryOf('/etc/cron.d', ['user'], 'nothing')],
  ['tables of cron that the image itself names', directoryOf('/crontab', ['user', 'workdir'], 'nothing')],
  ['services that s6 starts', directoryOf('/etc/services.d', ['user'], 'nothing')],
])('not for %s', (_, directory) => expect(of([directory])).toEqual({ empty: [], kept: [] }));

test.each<[string, DirectoryFacts, string, Partial<PlatformFacts>?]>([
  ['files', directoryOf('/data', ['volume'], 'files', { size: 4096 }), 'files'],
  ['directories', directoryOf('/var/cache/app', ['user'], 'directories'), 'directories'],
  ['the program, by a link', directoryOf('/app', ['user'], 'nothing'), 'program', { program: { path: '/app/run', uid: 0, gid: 0, mode: 0o755 } }],
  ['the working directory', directoryOf('/app', ['volume']), 'directories', { workdir: '/app/web' }],
  ['files of the system', directoryOf('/etc', ['volume'], 'nothing'), 'reserved'],
  ['what the kernel mounts', directoryOf('/dev/shm', ['sticky'], 'nothing'), 'reserved'],
  ['a path that Kubernetes refuses', directoryOf('/a:b', ['volume']), 'reserved'],
])('one with %s is never covered', (_, directory, why, more = {}) =>
  expect(of([directory], more)).toEqual({ empty: [], kept: [{ path: directory.path, why, ...directory.found?.size && { size: 4096 } }] }));

test('of directories in directories the inner ones are filled in', () => {
  const directories = [directoryOf('/app/tmp', ['user'], 'directories'), directoryOf('/app/tmp/pids', ['user'], 'nothing'), directoryOf('/app/tmp/cache', ['user'], 'nothing')];
  expect(of(directories)).toEqual({ empty: ['/app/tmp/cache', '/app/tmp/pids'], kept: [] });
});

test('what the start script makes in a volume needs none of its own', () => {
  expect(of([directoryOf('/run/app', ['user'], 'nothing'), directoryOf('/run/app/pids', ['script'])]).empty).toEqual(['/run/app']);
});

test('more than eight are only reported', () => {
  const some = (count: number) => Array.from({ length: count }, (_, index) => directoryOf(`/d${index}`, ['user'], 'nothing'));
  expect(of(some(8)).empty).toHaveLength(8);
  const { empty, kept } = of(some(9));
  expect([empty, kept.length, kept[0].why]).toEqual([[], 9, 'number']);
});

test('a directory that has files on one platform is covered on none', () => {
  const platform = (has: 'nothing' | 'files'): PlatformFacts => ({ platforms: [has], directories: [directoryOf('/data', ['volume'], has), directoryOf(`/${has}`, ['user'], 'nothing')] });
  expect(found([platform('nothing'), platform('files')])).toEqual({ empty: [], kept: [{ path: '/data', why: 'files' }] });
});

describe('of an application that belongs to the user as a whole, as with `COPY --chown`', () => {
  const tree = directoryOf('/app', ['user', 'workdir'], 'files', { size: 2 ** 20 });
  const empty = ['/app/app/models/concerns', '/app/lib/tasks', '/app/log', '/app/storage', '/app/test/models', '/app/tmp/pids', '/app/tmp/storage',
    '/app/vendor', '/app/vendor/x/log', '/app/node_modules/x/cache', '/app/script'].map((path) => directoryOf(path, ['user'], 'nothing'));
  const inApp = (more: readonly DirectoryFacts[] = []) => of([tree, ...empty, ...more], { workdir: '/app' });

  const NAMED = ['/app/log', '/app/storage', '/app/tmp/pids', '/app/tmp/storage'];
  const PARTS = ['/app/app/models/concerns', '/app/lib/tasks', '/app/script', '/app/test/models'];

  test('empty directories count, those in packages aside', () => {
    expect(inApp()).toEqual({ empty: [...NAMED, ...PARTS].sort(), kept: [] });
  });

  test('of more than eight only those count whose names say that programs write them, and the others are reported', () => {
    expect(inApp([directoryOf('/app/media', ['user'], 'nothing')])).toEqual({
      empty: NAMED, kept: [...PARTS, '/app/media'].sort().map((path) => ({ path, why: 'number' })),
    });
  });

  test('one of these with files is reported, and the application itself is not', () => {
    expect(inApp([directoryOf('/app/cache', ['user'], 'files', { size: 4096 })]).kept).toEqual([{ path: '/app/cache', why: 'files', size: 4096 }]);
  });

  test('a VOLUME counts before the parts, and so does what the start script makes', () => {
    expect(inApp([directoryOf('/app/data', ['volume'], 'nothing'), directoryOf('/app/made', ['script'], 'nothing')]).empty).toEqual(
      [...NAMED, '/app/data', '/app/made'].sort());
  });

  test('it is one where the program starts, too', () => {
    const program = { path: '/srv/app/bin/server', uid: 1000, gid: 1000, mode: 0o755 };
    expect(of([directoryOf('/srv/app', ['user'], 'files'), directoryOf('/srv/app/lib', ['user'], 'directories')], { program })).toEqual({ empty: [], kept: [] });
    expect(of([directoryOf('/srv/app', ['user'], 'files'), directoryOf('/srv/app/data', ['user'], 'nothing')], { program }).empty).toEqual(['/srv/app/data']);
  });

  test('WORKDIR itself may be root\'s, if several parts of the application are the user\'s', () => {
    const part = (path: string) => directoryOf(path, ['user'], 'files');
    const inWorkdir = (...parts: readonly DirectoryFacts[]) => of([directoryOf('/app', ['workdir'], 'files', { uid: 0 }), ...parts, ...empty], { workdir: '/app' });
    expect(inWorkdir(part('/app/bin'), part('/app/config'))).toEqual({ empty: [...NAMED, ...PARTS].sort(), kept: [] });
    expect(inWorkdir(part('/app/plugins')).kept).toHaveLength(empty.length + 1);
    const program = { path: '/app/bin/start', uid: 1000, gid: 1000, mode: 0o755 };
    expect(of([part('/app/bin'), part('/app/config'), ...empty], { workdir: '/app', program }).kept).toEqual([]);
  });

  test('other directories of the user count as before', () => {
    expect(of([tree, directoryOf('/var/lib/app', ['user'], 'files', { size: 1024 }), directoryOf('/var/lib/app/x', ['user'], 'nothing')], { workdir: '/app' }))
      .toEqual({ empty: ['/var/lib/app/x'], kept: [{ path: '/var/lib/app', why: 'files', size: 1024 }] });
  });
});

describe('data is copied', () => {
  const data = (path: string, more: Partial<FoundDirectory> = {}) => directoryOf(path, ['user'], 'files', { isData: true, size: 4096, ...more });
  const SHELL = { shells: ['/bin/sh'] };
  const ofPlatforms = (...platforms: readonly PlatformFacts[]) => {
    const { copied, ...others } = writableDirectories(platforms);
    return { ...others, copied: copied.map(({ path }) => path) };
  };
  const ofData = (directories: readonly DirectoryFacts[], more: Partial<PlatformFacts> = SHELL) => ofPlatforms({ platforms: ['linux/amd64'], directories, ...more });

  test('from a directory of the user, and directories in it need no volume', () => {
    expect(ofData([data('/data'), directoryOf('/data/cache', ['user'], 'nothing'), data('/data/more'), directoryOf('/data/made', ['script'])]))
      .toEqual({ empty: [], copied: ['/data'], kept: [] });
  });

  test('not without a shell', () => {
    expect(ofData([data('/data')], { shells: [] })).toEqual({ empty: [], copied: [], kept: [{ path: '/data', why: 'shell', size: 4096 }] });
  });

  test('not more than 64 MiB', () => {
    expect(ofData([data('/data', { size: 2 ** 26 })]).copied).toEqual(['/data']);
    expect(ofData([data('/data', { size: 2 ** 27 })])).toEqual({ empty: [], copied: [], kept: [{ path: '/data', why: 'size', size: 2 ** 27 }] });
  });

  test('not from a system directory', () => {
    expect(ofData([data('/etc')]).kept).toEqual([{ path: '/etc', why: 'reserved', size: 4096 }]);
  });

  test('not if another platform has code there', () => {
    const notData = { path: '/data/x.py', why: 'source' } as const;
    expect(ofPlatforms({ platforms: ['linux/amd64'], directories: [data('/data')], ...SHELL }, { platforms: ['linux/arm64'], directories: [directoryOf('/data', ['user'], 'files', { notData })], ...SHELL }))
      .toEqual({ empty: [], copied: [], kept: [{ path: '/data', why: 'files', notData }] });
  });

  test('not if another platform lacks it', () => {
    expect(ofPlatforms({ platforms: ['linux/amd64'], directories: [data('/data')], ...SHELL }, { platforms: ['linux/arm64'], directories: [], ...SHELL }).copied).toEqual([]);
  });

  test('not from an application that belongs to the user as a whole', () => {
    expect(ofData([directoryOf('/app', ['user', 'workdir'], 'files'), data('/app/config')], { ...SHELL, workdir: '/app' })).toEqual({ empty: [], copied: [], kept: [] });
    expect(ofData([directoryOf('/app', ['user', 'workdir'], 'files'), data('/app/storage')], { ...SHELL, workdir: '/app' }).copied).toEqual(['/app/storage']);
  });

  test.each(['data', 'databases', 'db', 'var/state'])('but from its directory %s, if that only has data', (name) => {
    const path = `/app/${name}`;
    const within = (directory: DirectoryFacts) => ofData([directoryOf('/app', ['user', 'workdir'], 'files'), directory], { ...SHELL, workdir: '/app' });
    expect(within(data(path))).toEqual({ empty: [], copied: [path], kept: [] });
    expect(within(directoryOf(path, ['user'], 'files'))).toEqual({ empty: [], copied: [], kept: [] });
    expect(within(data(`/app/node_modules/x/${name}`)).copied).toEqual([]);
  });

  test('and so are directories without files, which are no data to keep', () => {
    const directories = [data('/data'), directoryOf('/app/tmp', ['user'], 'directories', { isData: true })];
    expect(writableDirectories([{ platforms: ['linux/amd64'], directories, ...SHELL }]).copied).toEqual([{ path: '/app/tmp', hasFiles: false }, { path: '/data', hasFiles: true }]);
  });

  test('also from the working directory', () => {
    expect(ofData([data('/data'), directoryOf('/data/work', ['workdir'], 'files')], { ...SHELL, workdir: '/data/work' }).copied).toEqual(['/data']);
  });
});
