import { randomBytes } from 'crypto';
import { gzipSync } from 'zlib';
import { factsOf, MIB, read, tarOf, TestImage, TestLayer, TestRegistry, zstdOf } from './support';

// Archives and how they are packed. What is hostile ends in an error, whose text the command puts behind the name of the image.

const PASSWD: TestLayer = { 'etc/passwd': 'app:x:1000:1000::/:\n' };
const app = (...layers: readonly (TestLayer | Buffer)[]): TestImage => ({ config: { User: 'app' }, layers });
const failure = (image: TestImage, options = {}): Promise<unknown> => factsOf(image, options).then(() => 'no error', ({ message }) => message);

test.each<[string, Buffer]>([
  ['gzip', gzipSync(tarOf(PASSWD))],
  ['gzip in two members', Buffer.concat([gzipSync(tarOf(PASSWD).subarray(0, 700)), gzipSync(tarOf(PASSWD).subarray(700))])],
  ['zstd', zstdOf(tarOf(PASSWD))],
  ['zstd in frames', Buffer.concat([zstdOf(tarOf(PASSWD).subarray(0, 700)), zstdOf(tarOf(PASSWD).subarray(700))])],
  ['zstd with a table of contents, as podman writes it', Buffer.concat([zstdOf(tarOf(PASSWD)), Buffer.from([0x50, 0x2A, 0x4D, 0x18, 4, 0, 0, 0, 1, 2, 3, 4])])],
  ['nothing', tarOf(PASSWD)],
])('a layer that is packed with %s', async (_, layer) => expect(await factsOf(app(layer))).toMatchObject({ uid: 1000, gid: 1000 }));

test('names and texts that are longer than a header', async () => {
  const long = `${'d/'.repeat(80)}passwd`;
  expect(await factsOf(app({ [long]: PASSWD['etc/passwd' as never], 'etc/passwd': { type: 'SymbolicLink', to: `/${long}` } }))).toMatchObject({ uid: 1000 });
});

test('a target in the header of what is no link means nothing', async () => {
  const layer = { ...PASSWD, 'data/': { type: 'Directory' as const, uid: 7, to: 'x' }, 'data/pipe': { type: 'FIFO' as const, to: 'x' } };
  expect((await factsOf({ config: { User: 'app', Volumes: { '/data': {} } }, layers: [layer] })).directories![0].found).toMatchObject({ uid: 7, has: 'files' });
});

test.each<[string, RegExp, TestImage]>([
  ['a path that leads out', /^a layer has the file "\.\.\/etc\/passwd", which leads out of the image$/, app({ '../etc/passwd': '' })],
  ['a path that leads out later', /leads out of the image$/, app({ 'a/../../etc/passwd': '' })],
  ['a whiteout of the directory above', /^a layer removes "\.wh\.\.\.", which is not in its directory$/, app({ 'a/.wh...': '' })],
  ['a whiteout of nothing', /^a layer removes "\.wh\.", which is not in its directory$/, app({ 'a/.wh.': '' })],
  ['endless links', /^its "\/etc\/passwd" leads through endless links$/, app({ 'etc/passwd': { type: 'SymbolicLink', to: 'other' }, 'etc/other': { type: 'SymbolicLink', to: 'passwd' } })],
  ['a link to itself as a directory', /leads through endless links$/, app({ etc: { type: 'SymbolicLink', to: 'etc/etc' } })],
  ['entries behind endless links', /behind endless links$/, app([['a', { type: 'SymbolicLink', to: 'a/b' }], ['a/c', '']] as TestLayer)],
  ['a large /etc/passwd', /^its "\/etc\/passwd" has 2097152 bytes, which is above the limit$/, app({ 'etc/passwd': { content: Buffer.alloc(2 * MIB, 'x\n') } })],
  ['an owner that no system has', /^a layer has a file with the owner 4294967296:0$/, app({ a: { pax: { uid: '4294967296' } } })],
  ['a name that is longer than any path', /^a layer has a file with a name that no file can have$/, app({ [`${'a'.repeat(250)}/`.repeat(17)]: '' })],
  ['what is no archive', /^a layer is not a tar archive: /, app(gzipSync(randomBytes(4096)))],
  ['an archive that ends early', /^a layer is not a tar archive: .*Truncated/, app(gzipSync(tarOf({ a: 'x'.repeat(2000) }).subarray(0, 1024)))],
  ['gzip that ends early', /^a layer cannot be unpacked: unexpected end of file$/, app(gzipSync(tarOf({ a: { content: randomBytes(4096) } })).subarray(0, 2000))],
  ['a layer that is packed twice', /^a layer is compressed twice$/, app(gzipSync(gzipSync(tarOf(PASSWD))))],
  ['zstd that needs a gigabyte', /^a layer needs 1024 MiB of memory to unpack: /, app(zstdOf(tarOf(PASSWD), 0xA0))],
  ['zstd that needs a gigabyte in its second frame', /^a layer needs 1024 MiB of memory/, app(Buffer.concat([zstdOf(tarOf(PASSWD)), zstdOf(tarOf(PASSWD), 0xA0)]))],
  ['broken zstd', /^a layer cannot be unpacked/, app(Buffer.concat([zstdOf(tarOf(PASSWD)).subarray(0, 9), Buffer.alloc(64, 0xFF)]))],
  ['too many layers', /^it has 501 layers, and container runtimes support at most 500$/, app(...Array.from({ length: 501 }, () => ({})))],
  ['a USER that is no name', /^its USER is too long$/, { config: { User: 'a'.repeat(300) }, layers: [] }],
])('%s', async (_, message, image) => expect(await failure(image)).toMatch(message));

test('an archive that ends in the middle of an entry', async () => {
  const whole = tarOf({ 'data/x': 'y', ...PASSWD });
  // Each entry has a header and its content, of 512 bytes each.
  for (const length of [1500, 1700, 100]) {
    expect(await failure(app(gzipSync(whole.subarray(0, length))))).toMatch(/a layer (?:ends in the middle of an entry|is not a tar archive)/);
  }
  expect(await failure(app(gzipSync(whole.subarray(0, 2048))))).toBe('no error');
});

test('of two entries with one name the last counts', async () => {
  const small = ['etc/passwd', PASSWD['etc/passwd' as never]] as const;
  const big = ['etc/passwd', 'a'.repeat(2 * MIB)] as const;
  expect(await failure(app([small, big]))).toBe('its "/etc/passwd" has 2097152 bytes, which is above the limit');
  expect(await factsOf(app([big, small]))).toMatchObject({ uid: 1000 });
});

test('a registry that sends something else is found out', async () => {
  const registry = new TestRegistry();
  const unpacked = (layer: TestLayer) => gzipSync(tarOf(layer), { level: 0 });
  const manifest = registry.image(app(unpacked(PASSWD)));
  const { layers: [{ digest }], config } = JSON.parse(manifest.toString());
  const layer = registry.blobs.get(digest)!;
  const reading = () => read(registry, manifest);
  const other = unpacked({ 'etc/passwd': 'app:x:2000:1000::/:\n' });
  expect(other).toHaveLength(layer.length);
  registry.blobs.set(digest, other);
  await expect(reading()).rejects.toThrow(`the registry sent other content than the layer ${digest}`);
  registry.blobs.set(digest, Buffer.concat([layer, layer]));
  await expect(reading()).rejects.toThrow(`the layer ${digest} is larger than the size in its manifest`);
  registry.blobs.set(digest, layer);
  registry.blobs.set(config.digest, Buffer.from(JSON.stringify({ os: 'linux', architecture: 'amd64', config: { User: '0' } })));
  await expect(reading()).rejects.toThrow(`the registry sent other content than ${config.digest}`);
  expect(registry.open).toBe(0);
});
