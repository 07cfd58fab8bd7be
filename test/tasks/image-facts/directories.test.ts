import { factsOf, TestLayer } from './support';

const USER = { uid: 1000, gid: 1000 };

/** What is said of directories of an image with the user 1000: content and reasons by path. */
async function directories(layer: TestLayer, config: object = {}) {
  const { directories: all = [], moreDirectories } = await factsOf({ config: { User: '1000', ...config }, layers: [layer] });
  return { more: moreDirectories, ...Object.fromEntries(all.map(({ path, reasons, found }) => [path, `${found ? [found.has, ...found.size === undefined ? [] : [found.size]].join(' ') : 'missing'}: ${reasons.join(' ')}`])) };
}

test('directories of the user: empty ones, and of those with files the uppermost', async () => {
  expect(await directories({
    'app/': USER,
    'app/main.js': 'x'.repeat(5000),
    'app/lib/': USER,
    'app/lib/a.js': '',
    'app/logs/': USER,
    'app/logs/.keep': '',
    'app/tmp/': USER,
    'app/tmp/pids/': USER,
    'app/tmp/cache/': USER,
    'app/tmp/cache/.gitkeep': '',
    'other/': { uid: 7 },
    'root/': {},
  })).toEqual({
    '/app': 'files 8192: user', '/app/logs': 'nothing: user', '/app/tmp': 'directories: user', '/app/tmp/cache': 'nothing: user', '/app/tmp/pids': 'nothing: user',
  });
});

test('below a directory with files, one with files is listed if its name says that a program writes it, but not in packages', async () => {
  const file = (path: string) => ({ [path]: USER, [`${path}x`]: '' });
  expect(await directories({
    'app/': USER, 'app/main.js': '', ...file('app/tmp/'), ...file('app/tmp/cache/'), ...file('app/lib/'), 'app/node_modules/': USER, ...file('app/node_modules/cache/'),
  })).toEqual({ '/app': 'files 1024: user', '/app/tmp': 'files 1024: user' });
});

test('the reasons of one directory come together, whatever belongs to whom', async () => {
  expect(await directories({ 'data/': USER, 'var/tmp/': { mode: 0o1777 }, 'run/lock/': { mode: 0o1777 }, 'srv/f': 'x' }, {
    Volumes: { '/data/': {}, '/missing': {}, '/var/tmp': {} }, WorkingDir: '/data', Env: ['HOME=/srv'],
  })).toEqual({
    '/data': 'nothing: volume user workdir', '/missing': 'missing: volume', '/run/lock': 'nothing: sticky', '/srv': 'files 1024: home', '/var/tmp': 'nothing: volume sticky',
  });
});

test('a link is content, as a device is', async () => {
  expect(await directories({ 'a/': USER, 'a/l': { type: 'SymbolicLink', to: '/' }, 'b/': USER, 'b/.gitkeep': '' })).toEqual({ '/a': 'files 1024: user', '/b': 'nothing: user' });
});

test('of many, those that are empty come first, and the rest is counted', async () => {
  const many = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [[`f${index}/`, USER], [`f${index}/x`, '']] as const).flat()) as TestLayer;
  const found = await directories({ ...many, 'z/': USER });
  expect(found.more).toBe(41 - 24);
  expect(found).toMatchObject({ '/z': 'nothing: user' });
});

test('of a large application, what programs write comes before the rest', async () => {
  const parts = Object.fromEntries(['bin', 'config', 'db'].flatMap((part) => [[`rails/${part}/`, USER], [`rails/${part}/x`, '']]));
  const empty = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`rails/app/a${index}/`, USER] as const));
  const found = await directories({ 'rails/app/': USER, ...empty, ...parts, 'rails/log/': USER, 'rails/storage/': USER } as TestLayer);
  expect(found).toMatchObject({ '/rails/bin': 'files 1024: user', '/rails/config': 'files 1024: user', '/rails/log': 'nothing: user', '/rails/storage': 'nothing: user' });
});

test('root owns nothing here: it owns everything', async () => {
  const { directories: found } = await factsOf({ layers: [{ 'a/': {}, 'tmp/': { mode: 0o1777 } }] });
  expect(found!.map(({ path }) => path)).toEqual(['/tmp']);
});

test('a file, and what is below one, is no directory that a volume can be mounted at', async () => {
  const facts = await factsOf({ config: { User: '1000', Volumes: { '/data': {}, '/data/x': {}, '/new': {}, '/link': {} } }, layers: [{ data: 'x', link: { type: 'SymbolicLink', to: '/data' } }] });
  expect(facts.directories!.filter(({ reasons }) => reasons.includes('volume'))).toEqual([{ path: '/new', reasons: ['volume'] }]);
});

test('an empty directory that code is searched in is not listed: it would get a volume, which anyone in the container fills', async () => {
  const layer: TestLayer = { 'app/path/': USER, 'app/path-1/': USER, 'app/real/lib/': USER, 'opt/app': { type: 'SymbolicLink', to: '/app/real' }, 'opt/bin/': { mode: 0o1777 } };
  expect(await directories(layer, { Env: ['PATH=/bin:/opt/bin', 'PYTHONPATH=/app/path', 'NODE_PATH=/opt/app/lib'] })).toEqual({ '/app/path-1': 'nothing: user' });
  expect(await directories(layer, { Env: ['PYTHONPATH=/app'], Volumes: { '/app/path': {} } })).toEqual({ '/app/path': 'nothing: volume', '/opt/bin': 'nothing: sticky' });
});

test('a directory that code is searched in is listed if it has a file, or if it is a cache that the program fills', async () => {
  expect(await directories({ 'app/path/': USER, 'app/path/a.py': '', 'deno/': USER }, { Env: ['PYTHONPATH=/app/path', 'DENO_DIR=/deno'] })).toEqual({ '/app/path': 'files 1024: user', '/deno': 'nothing: user' });
});
