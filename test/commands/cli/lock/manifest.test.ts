import { createHash } from 'crypto';
import { platformOf, readManifest } from '../../../../src/commands/cli/lock/manifest';
import { isForPlatform } from '../../../../src/knowledge/image-lock/platforms';

const bytesOf = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const index = (...platforms: readonly unknown[]) => bytesOf({ schemaVersion: 2, manifests: platforms.map((platform) => ({ platform })) });

test.each(['{"schemaVersion":2,"config":{}}', '{"schemaVersion": 2, "config": {}}\n'])('the digest is that of the bytes: %j', (text) => {
  expect(readManifest(bytesOf(text))).toEqual({ digest: `sha256:${createHash('sha256').update(text).digest('hex')}`, platforms: undefined });
});

test('the platforms of an index are distinct, sorted, and without attestations', () => {
  const [amd, arm64, armv7] = [{ os: 'linux', architecture: 'amd64' }, { os: 'linux', architecture: 'arm64', variant: 'v8' }, { os: 'linux', architecture: 'arm', variant: 'v7' }];
  expect(readManifest(index(arm64, amd, { os: 'unknown', architecture: 'unknown' }, armv7, amd)).platforms).toEqual(['linux/amd64', 'linux/arm/v7', 'linux/arm64']);
  expect(readManifest(index({ 'os': 'windows', 'architecture': 'amd64', 'os.version': '10.0.17763.1' })).platforms).toEqual(['windows/amd64']);
});

// They come from a registry, and are printed.
test.each([[undefined], [{}], [{ os: 'linux' }], [{ os: 'li\u001b[31m', architecture: 'amd64' }], [{ os: 'linux', architecture: '], x: [' }], [7]])('passes over the platform %j', (platform) => {
  expect(readManifest(index(platform)).platforms).toBeUndefined();
});

test.each(['', 'no JSON', '[]', 'null', '{}', '{"schemaVersion":2}', '{"schemaVersion":2,"manifests":{}}', '{"schemaVersion":3,"config":{}}'])('refuses %j', (text) => {
  expect(() => readManifest(bytesOf(text))).toThrow('the answer is not the manifest of an image');
});

test('refuses a manifest of schema 1, whose signatures are no part of its digest', () => {
  expect(() => readManifest(bytesOf({ schemaVersion: 1, fsLayers: [] }))).toThrow('its manifest is of schema 1, which container runtimes no longer pull: push the image again');
});

test('reads the platform of a configuration, and refuses one without it', () => {
  expect(platformOf(bytesOf({ os: 'linux', architecture: 'arm', variant: 'v6' }))).toBe('linux/arm/v6');
  expect(() => platformOf(bytesOf({ os: 'linux' }))).toThrow('its configuration does not name a platform');
});

test.each([
  ['linux/arm64', true], ['linux/arm', true], ['linux/arm/v7', true], ['linux/arm/v6', false], ['linux/amd64', false], ['linux/ar', false],
])('an image for arm64 and arm/v7 is for %s: %p', (wanted, expected) => expect(isForPlatform(['linux/arm64', 'linux/arm/v7'], wanted)).toBe(expected));
