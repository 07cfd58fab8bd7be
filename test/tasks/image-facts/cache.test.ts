import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'fs';
import { homedir, tmpdir } from 'os';
import { join } from 'path';
import { gunzipSync, gzipSync } from 'zlib';
import { digestOf, read, TestImage, TestRegistry } from './support';
import { cacheFolder } from '../../../src/tasks/image-facts/cache/cache-folder';
import { LayerCache } from '../../../src/tasks/image-facts/cache/layer-cache';
import { onPosix } from '../../support/systems';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-cache-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const layers = () => join(folder, 'layers-4');
const SECRET = 'hunter2';
const IMAGE: TestImage = {
  config: { User: 'app', Entrypoint: ['/start.sh'] },
  layers: [{ 'etc/passwd': 'app:x:5:6::/:\n' }, { 'start.sh': { mode: 0o755, content: '#!/bin/sh\nmkdir /made\n' }, 'data.txt': SECRET }],
};

test('a layer is read once, whatever image has it, and gives the same facts', async () => {
  const registry = new TestRegistry();
  const manifest = registry.image(IMAGE);
  const without = await read(registry, manifest);
  registry.readLayers.length = 0;
  const first = await read(registry, manifest, { cache: LayerCache.in(folder) });
  expect(registry.readLayers).toHaveLength(2);
  expect(await read(registry, manifest, { cache: LayerCache.in(folder) })).toEqual(first);
  expect(first).toEqual(without);
  await read(registry, registry.image({ ...IMAGE, layers: [...IMAGE.layers!, { more: '' }] }), { cache: LayerCache.in(folder) });
  expect(registry.readLayers).toHaveLength(3);
});

onPosix('only the user can read it, and it has names and scripts, and no files', async () => {
  const registry = new TestRegistry();
  await read(registry, registry.image(IMAGE), { cache: LayerCache.in(folder) });
  expect(statSync(layers()).mode % 0o1000).toBe(0o700);
  const files = readdirSync(layers());
  expect(files).toHaveLength(2);
  for (const file of files) {
    expect(file).toMatch(/^[0-9a-f]{64}$/);
    expect(statSync(join(layers(), file)).mode % 0o1000).toBe(0o600);
    expect(gunzipSync(readFileSync(join(layers(), file))).toString()).not.toContain(SECRET);
  }
});

onPosix('one that others can write to is not used', () => {
  expect(LayerCache.in(folder)).toBeDefined();
  chmodSync(layers(), 0o777);
  expect(LayerCache.in(folder)).toBeUndefined();
  expect(LayerCache.in(join(folder, 'layers-4', 'x\0'))).toBeUndefined();
});

test('a folder that cannot be made is no cache', () => {
  expect(LayerCache.in('/proc/nope')).toBeUndefined();
  writeFileSync(join(folder, 'file'), '');
  expect(LayerCache.in(join(folder, 'file', 'cache'))).toBeUndefined();
  expect(LayerCache.in(join(folder, 'a', 'b', 'c'))).toBeDefined();
});

test('what is damaged is removed, and the layer is read again', async () => {
  const registry = new TestRegistry();
  const manifest = registry.image(IMAGE);
  const facts = await read(registry, manifest, { cache: LayerCache.in(folder) });
  const files = readdirSync(layers()).map((name) => join(layers(), name));
  for (const damage of [
    (file: string) => truncateSync(file, statSync(file).size - 5),
    (file: string) => writeFileSync(file, 'x'),
    (file: string) => writeFileSync(file, gzipSync('{}\n')),
  ]) {
    files.forEach(damage);
    registry.readLayers.length = 0;
    expect(await read(registry, manifest, { cache: LayerCache.in(folder) })).toEqual(facts);
    expect(registry.readLayers).toHaveLength(2);
    expect(await read(registry, manifest, { cache: LayerCache.in(folder) })).toEqual(facts);
    expect(registry.readLayers).toHaveLength(2);
  }
});

test('a layer that is not what its digest says is not kept', async () => {
  const registry = new TestRegistry();
  const manifest = registry.image(IMAGE);
  const [{ digest }] = JSON.parse(manifest.toString()).layers;
  const other = new TestRegistry();
  const [{ digest: longer }] = JSON.parse(other.image({ layers: [{ 'etc/passwd': 'app:x:0:0::/:\n' }] }).toString()).layers;
  registry.blobs.set(digest, other.blobs.get(longer)!);
  await expect(read(registry, manifest, { cache: LayerCache.in(folder) })).rejects.toThrow();
  expect(readdirSync(layers())).toHaveLength(1);
});

test('what was not used for the longest time goes first', async () => {
  const cache = LayerCache.in(folder)!;
  const old = digestOf('old').slice('sha256:'.length);
  const abandoned = `${digestOf('x').slice('sha256:'.length)}.1.new`;
  const used = digestOf('used').slice('sha256:'.length);
  for (const [name, size, days] of [[old, 200, 3], [used, 100, 2], [abandoned, 0, 4]] as const) {
    writeFileSync(join(layers(), name), '');
    truncateSync(join(layers(), name), size * 2 ** 20);
    const then = Date.now() / 1000 - days * 86_400;
    utimesSync(join(layers(), name), then, then);
  }
  const registry = new TestRegistry();
  await read(registry, registry.image({ layers: [{ a: '' }] }), { cache });
  expect(readdirSync(layers())).toHaveLength(2);
  expect(readdirSync(layers())).toContain(used);
});

test('where it is', () => {
  expect(cacheFolder({ XDG_CACHE_HOME: '/x/cache' })).toBe(join('/x/cache', 'cdk8s-hardened'));
  expect(cacheFolder({ XDG_CACHE_HOME: 'relative' })).toBe(join(homedir(), '.cache', 'cdk8s-hardened'));
  expect(cacheFolder({})).toBe(join(homedir(), '.cache', 'cdk8s-hardened'));
});
