import { isDirectoryName, writableMountPath } from '../../../src/knowledge/writable-paths/mount-path';

it.each([
  ['/tmp', '/tmp'],
  ['/tmp/', '/tmp'],
  ['//var//cache/./app', '/var/cache/app'],
  ['/data', '/data'],
  ['/etc/app', '/etc/app'],
  ['/usr/local', '/usr/local'],
  ['/opt/app', '/opt/app'],
  ['/lib/app', '/lib/app'],
  ['/app/etc', '/app/etc'],
  ['/app/usr/bin', '/app/usr/bin'],
  ['/library/x', '/library/x'],
  ['/run', '/run'],
  ['/var/run', '/var/run'],
  ['/var/run/secrets2', '/var/run/secrets2'],
  ['/process', '/process'],
  ['/device', '/device'],
  ['/a..b', '/a..b'],
  ['/.cache', '/.cache'],
  ['/päth with blanks', '/päth with blanks'],
])('normalizes %j to %j', (path, normal) => {
  expect(writableMountPath(path, false)).toBe(normal);
  expect(writableMountPath(path, true)).toBe(normal);
});

it.each<[any, string]>([
  ['', 'is empty: use an absolute path'],
  [undefined, 'is not text: use an absolute path'],
  [7, 'is not text: use an absolute path'],
  ['tmp', 'is relative: use an absolute path such as "/tmp"'],
  ['./tmp', 'is relative'],
  ['/a:b', 'contains ":"'],
  ['/tmp/../etc', 'contains ".."'],
  ['/..', 'contains ".."'],
  ['/a\nb', 'contains a control character'],
  ['/a\u0000', 'contains a control character'],
  ['/a\u007f', 'contains a control character'],
  ['/', 'is the root filesystem'],
  ['//./', 'is the root filesystem'],
  ['/dev/shm/x', 'belongs to the container runtime'],
  ...['/proc', '/sys', '/dev', '/var/run/secrets', '/run/secrets'].flatMap((path): [string, string][] =>
    ['', '/', '/x', '/x/y'].map((below) => [path + below, 'belongs to the container runtime'])),
  ['//proc', 'belongs to the container runtime'],
  ...['/etc', '/usr', '/bin', '/sbin', '/opt', '/lib', '/lib32', '/lib64', '/libx32', '/etc/', '//usr'].map((path): [string, string] =>
    [path, 'is a system directory, and an empty volume would hide its files']),
])('refuses %j: %s', (path, reason) => {
  for (const inMemory of [false, true]) {
    expect(() => writableMountPath(path, inMemory)).toThrow(`writable path ${JSON.stringify(path)} ${reason}`);
  }
});

it.each(['/dev/shm', '/dev//shm/'])('accepts %s only in memory', (path) => {
  expect(writableMountPath(path, true)).toBe('/dev/shm');
  expect(() => writableMountPath(path, false)).toThrow('is shared memory: set WritablePathMedium.MEMORY as its medium');
});

it.each<[boolean, string]>([
  [true, 'data'],
  [true, 'd'],
  [true, '.cache'],
  [true, '..data'],
  [true, 'data.'],
  [true, '...'],
  [true, 'd'.repeat(200)],
  [false, ''],
  [false, '.'],
  [false, '..'],
  [false, 'a/b'],
  [false, '/a'],
  [false, 'a/'],
  [false, 'a@b'],
  [false, 'a\nb'],
  [false, 'd'.repeat(201)],
])('it is %s that %j is the name of a directory', (isName, text) => {
  expect(isDirectoryName(text)).toBe(isName);
});
