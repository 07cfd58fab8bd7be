import { AMD64, factsOf, SH, TestEntry, TestLayer, TestRegistry, read } from './support';

// Layers as container runtimes put them together. A VOLUME shows what is at a path.

/** What a directory has, and who owns it. */
async function at(path: string, layers: readonly TestLayer[]) {
  const { directories } = await factsOf({ config: { Volumes: { [path]: {} } }, layers });
  const found = directories?.find((each) => each.path === path)?.found;
  return found && `${found.uid}:${found.gid} ${found.mode.toString(8)} ${found.has}`;
}

const APP: TestEntry = { uid: 10, gid: 20, mode: 0o700 };

test.each<[string, string | undefined, readonly TestLayer[]]>([
  ['a directory with a file', '10:20 700 files', [{ 'd/': APP, 'd/f': '' }]],
  ['a directory in a layer above that says who owns it', '1:0 755 files', [{ 'd/': APP, 'd/f': '' }, { 'd/': { uid: 1 } }]],
  ['a directory that the layer above does not describe', '10:20 700 files', [{ 'd/': APP }, { 'd/f': '' }]],
  ['a directory that no layer describes', '0:0 755 files', [{ 'd/f': '' }]],
  ['a file that is removed', '10:20 700 nothing', [{ 'd/': APP, 'd/f': '' }, { 'd/.wh.f': '' }]],
  ['a file that is removed and comes back', '10:20 700 files', [{ 'd/': APP, 'd/f': '' }, { 'd/.wh.f': '' }, { 'd/f': '' }]],
  ['a file that a layer removes and has', '10:20 700 files', [{ 'd/': APP, 'd/f': '' }, { 'd/.wh.f': '', 'd/f': '' }]],
  ['a whiteout after the file of its own layer', '10:20 700 files', [{ 'd/': APP, 'd/f': '' }, { 'd/f': '', 'd/.wh.f': '' }]],
  ['a directory that is removed', undefined, [{ 'd/': APP, 'd/f': '' }, { '.wh.d': '' }]],
  ['a directory that is removed and made again', '0:0 755 nothing', [{ 'd/': APP, 'd/f': '' }, { '.wh.d': '', 'd/': {} }]],
  ['an opaque directory', '1:0 755 nothing', [{ 'd/': APP, 'd/f': '' }, { 'd/': { uid: 1 }, 'd/.wh..wh..opq': '' }]],
  ['an opaque directory with a file of its own', '1:0 755 files', [{ 'd/': APP, 'd/f': '' }, { 'd/.wh..wh..opq': '', 'd/': { uid: 1 }, 'd/g': '' }]],
  ['a removed directory that a layer above fills', '0:0 755 files', [{ 'd/': APP, 'd/f': '' }, { '.wh.d': '' }, { 'd/g': '' }]],
  ['a file in the place of a directory', undefined, [{ 'd/': APP, 'd/f': '' }, { d: '' }]],
  ['a directory in the place of a file', '10:20 700 nothing', [{ d: '' }, { 'd/': APP }]],
  ['a directory over a file over a directory: what was there first is gone', '10:20 700 nothing', [{ 'd/f': '' }, { d: '' }, { 'd/': APP }]],
  ['a directory over a link of a lower layer', '0:0 755 files', [{ 'e/': APP, 'e/g': '', 'd': { type: 'SymbolicLink', to: 'e' } }, { 'd/f': '' }]],
  ['metadata of AUFS', '10:20 700 nothing', [{ 'd/': APP, 'd/.wh..wh.plnk': '' }]],
  ['the last entry of a layer counts', '7:0 755 nothing', [[['d/', APP], ['d/f', ''], ['d', ''], ['d/', { uid: 7 }]]]],
  ['a link', '10:20 700 files', [{ 'e/': APP, 'e/f': '', 'd': { type: 'SymbolicLink', to: '/e' } }]],
  ['a link that leads up, and not out', '10:20 700 files', [{ 'e/': APP, 'e/f': '', 'd': { type: 'SymbolicLink', to: '../../../e' } }]],
  ['an entry behind a link of its own layer', '10:20 700 files', [[['e/', APP], ['d', { type: 'SymbolicLink', to: 'e' }], ['d/f', '']]]],
  ['an empty layer', '10:20 700 nothing', [{ 'd/': APP }, {}]],
])('%s', async (_, expected, layers) => expect(await at('/d', layers)).toBe(expected));

test('a named user of a lower layer is overridden by the layer above', async () => {
  const layers = [{ 'etc/passwd': 'app:x:1000:1000::/:/bin/sh\n' }, { 'etc/passwd': 'app:x:2000:3000::/:/bin/sh\n' }];
  expect(await factsOf({ config: { User: 'app' }, layers })).toMatchObject({ user: 'app', uid: 2000, gid: 3000 });
  expect(await factsOf({ config: { User: 'app' }, layers: [...layers, { 'etc/.wh.passwd': '' }] })).not.toHaveProperty('uid');
});

test.each<[string, TestLayer]>([
  ['a link', { 'usr/lib/passwd': 'app:x:5:6::/:\n', 'etc/passwd': { type: 'SymbolicLink', to: '../usr/lib/passwd' } }],
  ['a link to another name', { 'data/users': 'app:x:5:6::/:\n', 'etc/passwd': { type: 'SymbolicLink', to: '/data/users' } }],
  ['/etc itself as a link', { 'usr/etc/passwd': 'app:x:5:6::/:\n', 'etc': { type: 'SymbolicLink', to: 'usr/etc' } }],
  ['a hard link', { 'usr/users': 'app:x:5:6::/:\n', 'etc/passwd': { type: 'Link', to: 'usr/users' } }],
  ['a hard link by an absolute name', { 'usr/passwd': 'app:x:5:6::/:\n', 'etc/passwd': { type: 'Link', to: '/usr/passwd' } }],
])('/etc/passwd by %s', async (_, layer) => expect(await factsOf({ config: { User: 'app' }, layers: [layer] })).toMatchObject({ uid: 5, gid: 6 }));

test('a hard link keeps the content that a layer above removes from its other name', async () => {
  const layers: readonly TestLayer[] = [{ 'old': 'app:x:5:6::/:\n', 'etc/passwd': { type: 'Link', to: 'old' } }, { '.wh.old': '' }];
  expect(await factsOf({ config: { User: 'app' }, layers })).toMatchObject({ uid: 5 });
});

test('nothing is read below a layer that replaces everything', async () => {
  const registry = new TestRegistry();
  const manifest = registry.image({ platform: AMD64, config: { User: 'app' }, layers: [{ 'etc/passwd': 'app:x:1:1::/:\n' }, { '.wh..wh..opq': '', 'bin/sh': SH }] });
  const facts = await read(registry, manifest);
  expect(registry.readLayers).toHaveLength(1);
  expect(facts!.platforms[0]).toMatchObject({ user: 'app', shells: ['/bin/sh'] });
  expect(facts!.platforms[0]).not.toHaveProperty('uid');
});
