import { AMD64, ARM64, digestOf, MIB, read, TestImage, TestRegistry } from './support';

// Which images of an index are read, and how much of them.

const passwd = (uid: number) => ({ 'etc/passwd': `app:x:${uid}:${uid}::/:\n` });
const image = (uid: number, platform: TestImage['platform'] = AMD64, size = 10): TestImage => ({
  platform, config: { User: 'app', Volumes: { '/data': {} } }, layers: [passwd(uid), { 'data/f': { content: 'x'.repeat(size) } }],
});

function indexOf(...images: readonly TestImage[]) {
  const registry = new TestRegistry();
  return { registry, index: registry.index(images) };
}

test('platforms that say the same are one, and an attestation is none', async () => {
  const { registry, index } = indexOf(image(5), image(5, ARM64, 3000));
  const facts = await read(registry, index);
  expect(facts).toMatchObject({ digest: digestOf(index), read: 'files' });
  expect(facts!.platforms).toHaveLength(1);
  expect(facts!.platforms[0]).toMatchObject({ platforms: ['linux/amd64', 'linux/arm64'], uid: 5, directories: [{ path: '/data', found: { has: 'files', size: 4096 } }] });
});

test('platforms that differ are several', async () => {
  const { registry, index } = indexOf(image(5), image(6, ARM64));
  expect((await read(registry, index))!.platforms.map(({ platforms, uid }) => [platforms, uid])).toEqual([[['linux/amd64'], 5], [['linux/arm64'], 6]]);
});

const ARM = { os: 'linux', architecture: 'arm', variant: 'v7' };
const WINDOWS = { os: 'windows', architecture: 'amd64' };

test.each<[string, readonly string[], readonly string[]]>([
  ['those of most nodes', [], ['linux/amd64', 'linux/arm64']],
  ['those that the user asks for', ['linux/arm/v7'], ['linux/arm/v7']],
  ['a platform without its variant', ['linux/arm'], ['linux/arm/v7']],
])('reads %s', async (_, platforms, expected) => {
  const { registry, index } = indexOf(image(5), image(5, ARM64), image(5, ARM), image(5, WINDOWS));
  expect((await read(registry, index, { platforms }))!.platforms.flatMap((each) => each.platforms)).toEqual(expected);
});

test('reads another platform if the image has no usual one, and none of Windows', async () => {
  const { registry, index } = indexOf(image(5, ARM), image(5, WINDOWS));
  expect((await read(registry, index))!.platforms.map((each) => each.platforms)).toEqual([['linux/arm/v7']]);
  const windows = indexOf(image(5, WINDOWS));
  expect(await read(windows.registry, windows.index)).toBeUndefined();
  expect(await read(windows.registry, windows.registry.image(image(5, WINDOWS)))).toBeUndefined();
});

test('an index without platforms: each image says its own', async () => {
  const registry = new TestRegistry();
  const manifests = [image(5), image(6, ARM64), image(7, WINDOWS)].map((each) => registry.put(registry.image(each)));
  const index = Buffer.from(JSON.stringify({ schemaVersion: 2, manifests }));
  expect((await read(registry, index))!.platforms.map(({ platforms, uid }) => [platforms, uid])).toEqual([[['linux/amd64'], 5], [['linux/arm64'], 6]]);
});

test('what is no image has no facts', async () => {
  const registry = new TestRegistry();
  const chart = Buffer.from(JSON.stringify({ schemaVersion: 2, config: { mediaType: 'application/vnd.cncf.helm.config.v1+json', ...registry.put('{}') }, layers: [] }));
  expect(await read(registry, chart)).toBeUndefined();
});

test('without files: the configuration, and ids only where it has numbers', async () => {
  const registry = new TestRegistry();
  const config = {
    User: '10:20',
    Env: ['HOME=/home/x', 'A=b'],
    WorkingDir: 'srv/app/',
    Entrypoint: ['/a'],
    Cmd: ['b'],
    Volumes: { '/b': {}, '/a': {} },
    ExposedPorts: { '8080/tcp': {}, '53/udp': {}, '80': {}, '8080/udp': {}, '9000-9002/tcp': {}, 'x': {}, '0/tcp': {} },
  };
  const facts = await read(registry, registry.image({ config, layers: [passwd(1)] }), { read: 'config' });
  expect(registry.readLayers).toEqual([]);
  expect(facts).toEqual({
    digest: facts!.digest,
    read: 'config',
    platforms: [{
      platforms: ['linux/amd64'], user: '10:20', uid: 10, gid: 20, home: '/home/x', workdir: '/srv/app', entrypoint: ['/a'], cmd: ['b'], ports: [53, 80, 8080, 9000, 9002], volumes: ['/a', '/b'],
    }],
  });
  expect((await read(registry, registry.image({ config: { User: 'app' } }), { read: 'config' }))!.platforms[0]).toEqual({ platforms: ['linux/amd64'], user: 'app', workdir: '/' });
});

test('too large a download is known from the manifests, and nothing is read', async () => {
  const registry = new TestRegistry();
  const manifest = JSON.parse(registry.image(image(5)).toString());
  manifest.layers[0].size = 2 * 1024 * MIB;
  const facts = await read(registry, Buffer.from(JSON.stringify(manifest)));
  expect(facts).toMatchObject({ read: 'config', notRead: 2 * 1024 * MIB + manifest.layers[1].size, platforms: [{ user: 'app' }] });
  expect(facts!.platforms[0]).not.toHaveProperty('uid');
  expect(registry.readLayers).toEqual([]);
});

test('layers that platforms share count once', async () => {
  const { registry, index } = indexOf(image(5), image(5, ARM64));
  const { layers } = JSON.parse(registry.image(image(5)).toString());
  const size = layers[0].size + layers[1].size;
  expect(await read(registry, index, { maxDownload: size })).toMatchObject({ read: 'files' });
  expect(await read(registry, index, { maxDownload: size - 1 })).toMatchObject({ read: 'config', notRead: size });
});

test('layers that are not in the registry leave the configuration', async () => {
  const registry = new TestRegistry();
  const manifest = registry.image({ ...image(5), mediaType: 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip' });
  expect(await read(registry, manifest)).toMatchObject({ read: 'config', notRead: 'foreign' });
});

test('a program that reads no layers leaves the configuration', async () => {
  const registry = new TestRegistry();
  const manifest = registry.image(image(5));
  registry.layers = undefined;
  const facts = await read(registry, manifest);
  expect(facts).toMatchObject({ read: 'config', platforms: [{ user: 'app' }] });
  expect(facts).not.toHaveProperty('notRead');
});

test.each<[string, object]>([
  ['a digest that is none', { schemaVersion: 2, config: { digest: '../../etc/passwd', size: 1 }, layers: [] }],
  ['another kind of digest', { schemaVersion: 2, config: { digest: `sha512:${'0'.repeat(128)}`, size: 1 }, layers: [] }],
  ['no size', { schemaVersion: 2, config: { digest: `sha256:${'0'.repeat(64)}` }, layers: [] }],
  ['a negative size', { schemaVersion: 2, config: { digest: `sha256:${'0'.repeat(64)}`, size: -1 }, layers: [] }],
])('a manifest with %s is refused', async (_, manifest) => {
  await expect(read(new TestRegistry(), Buffer.from(JSON.stringify(manifest)))).rejects.toThrow('its manifest has a digest that is not of SHA-256, or no size');
});

test('bytes are counted', async () => {
  const registry = new TestRegistry();
  const manifest = registry.image(image(5));
  let bytes = 0;
  await read(registry, manifest, { onBytes: (more) => { bytes += more; } });
  expect(bytes).toBe(JSON.parse(manifest.toString()).layers.reduce((sum: number, { size }: { size: number }) => sum + size, 0));
});
