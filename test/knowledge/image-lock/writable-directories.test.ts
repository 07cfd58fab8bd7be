import { directoryOf } from './support';
import { DirectoryFacts, PlatformFacts } from '../../../src/knowledge/image-lock/facts/image-facts';
import { writableDirectories } from '../../../src/knowledge/image-lock/writable-directories';

// Where an empty volume hides nothing, and where a person decides.

const of = (directories: readonly DirectoryFacts[], more: Partial<PlatformFacts> = {}) => writableDirectories([{ platforms: ['linux/amd64'], directories, ...more }]);

test.each<[string, DirectoryFacts]>([
  ['a directory of the user', directoryOf('/app/logs', ['user'], 'nothing')],
  ['one that everybody may write', directoryOf('/run/lock', ['sticky'], 'nothing', { uid: 0, mode: 0o1777 })],
  ['a VOLUME', directoryOf('/data', ['volume'], 'nothing', { uid: 0 })],
  ['a VOLUME that does not exist', directoryOf('/data', ['volume'])],
  ['one that the start script makes', directoryOf('/run/app', ['script'])],
  ['HOME, if the user owns it', directoryOf('/home/app', ['user', 'home'], 'nothing')],
])('an empty volume is filled in for %s', (_, directory) => expect(of([directory])).toEqual({ paths: [directory.path], kept: [] }));

test.each<[string, DirectoryFacts]>([
  ['/tmp, which has one anyway', directoryOf('/tmp', ['sticky'], 'nothing')],
  ['a working directory of root', directoryOf('/app', ['workdir'], 'nothing', { uid: 0 })],
  ['a HOME that does not exist', directoryOf('/home/app', ['home'])],
])('not for %s', (_, directory) => expect(of([directory])).toEqual({ paths: [], kept: [] }));

test.each<[string, DirectoryFacts, string, Partial<PlatformFacts>?]>([
  ['files', directoryOf('/data', ['volume'], 'files', { size: 4096 }), 'files'],
  ['directories', directoryOf('/var/cache/app', ['user'], 'directories'), 'directories'],
  ['the program, by a link', directoryOf('/app', ['user'], 'nothing'), 'program', { program: { path: '/app/run', uid: 0, gid: 0, mode: 0o755 } }],
  ['the working directory', directoryOf('/app', ['volume']), 'directories', { workdir: '/app/web' }],
  ['files of the system', directoryOf('/etc', ['volume'], 'nothing'), 'reserved'],
  ['what the kernel mounts', directoryOf('/dev/shm', ['sticky'], 'nothing'), 'reserved'],
  ['a path that Kubernetes refuses', directoryOf('/a:b', ['volume']), 'reserved'],
])('one with %s is never covered', (_, directory, why, more = {}) =>
  expect(of([directory], more)).toEqual({ paths: [], kept: [{ path: directory.path, why, ...directory.found?.size && { size: 4096 } }] }));

test('of directories in directories the inner ones are filled in', () => {
  const directories = [directoryOf('/app/tmp', ['user'], 'directories'), directoryOf('/app/tmp/pids', ['user'], 'nothing'), directoryOf('/app/tmp/cache', ['user'], 'nothing')];
  expect(of(directories)).toEqual({ paths: ['/app/tmp/cache', '/app/tmp/pids'], kept: [] });
});

test('what the start script makes in a volume needs none of its own', () => {
  expect(of([directoryOf('/run/app', ['user'], 'nothing'), directoryOf('/run/app/pids', ['script'])]).paths).toEqual(['/run/app']);
});

test('more than eight are only reported', () => {
  const some = (count: number) => Array.from({ length: count }, (_, index) => directoryOf(`/d${index}`, ['user'], 'nothing'));
  expect(of(some(8)).paths).toHaveLength(8);
  const { paths, kept } = of(some(9));
  expect([paths, kept.length, kept[0].why]).toEqual([[], 9, 'number']);
});

test('a directory that has files on one platform is covered on none', () => {
  const platform = (has: 'nothing' | 'files'): PlatformFacts => ({ platforms: [has], directories: [directoryOf('/data', ['volume'], has), directoryOf(`/${has}`, ['user'], 'nothing')] });
  expect(writableDirectories([platform('nothing'), platform('files')])).toEqual({ paths: [], kept: [{ path: '/data', why: 'files' }] });
});
