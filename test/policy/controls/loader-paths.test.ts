import { loaderPaths } from '../../../src/policy/controls/loader-paths';

test.each<[string, string, readonly string[]]>([
  ['LD_PRELOAD', '/data/x.so', ['/data/x.so']],
  ['LD_PRELOAD', '/lib/a.so:/data/b.so /data/c.so', ['/lib/a.so', '/data/b.so', '/data/c.so']],
  ['LD_PRELOAD', 'x.so lib/y.so', []],
  ['LD_PRELOAD', '', []],
  ['LD_AUDIT', '/a b.so:/data/c.so', ['/a b.so', '/data/c.so']],
  ['LD_AUDIT', 'x/y.so', []],
  ['LD_LIBRARY_PATH', '/usr/my lib:/data;/more', ['/usr/my lib', '/data', '/more']],
  ['LD_LIBRARY_PATH', 'lib/x:$ORIGIN/y', []],
  ['BASH_ENV', '/data/my rc', ['/data/my rc']],
  ['BASH_ENV', 'etc/rc', []],
  ['NODE_OPTIONS', '-r /data/a.js', ['/data/a.js']],
  ['NODE_OPTIONS', '--require /data/a.js', ['/data/a.js']],
  ['NODE_OPTIONS', '--import=/data/a.js --loader  /data/b.js', ['/data/a.js', '/data/b.js']],
  ['NODE_OPTIONS', '--x --experimental-loader file:///data/a.js', ['/data/a.js']],
  ['NODE_OPTIONS', '--require "/data/a.js"', ['/data/a.js']],
  ['NODE_OPTIONS', '--import "file:///data/a.js" -r /b.js', ['/data/a.js', '/b.js']],
  ['NODE_OPTIONS', '--diagnostic-dir /data', []],
  ['NODE_OPTIONS', '--no-r /data', []],
  ['NODE_OPTIONS', '--requires /data', []],
  ['NODE_OPTIONS', '--require ./data', []],
  ['NODE_PATH', '/data', []],
])('%s=%s loads code from %j', (name, value, paths) => expect([...loaderPaths(name, value)]).toEqual(paths));

test.each([['LD_PRELOAD', undefined], [7, '/data'], [undefined, undefined]])('%p without a value that is text loads nothing: %p', (name, value) => {
  expect(loaderPaths(name, value)).toEqual([]);
});
