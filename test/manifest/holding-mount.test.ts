import { holdingMount } from '../../src/manifest/holding-mount';
import { Mount } from '../../src/manifest/mounts';

const MOUNTS = ['/data', '/data/deep/er', '/data/deep', '/other'].map((path, index): Mount =>
  ({ json: {}, index, path, volume: undefined, writable: true }));

test.each([
  ['/data', '/data'],
  ['/data/a', '/data'],
  ['/data/deep', '/data/deep'],
  ['/data/deep/er/x', '/data/deep/er'],
  ['/data/deeper', '/data'],
  ['/database', undefined],
  ['/', undefined],
])('%s lies in %s', (path, expected) => expect(holdingMount(MOUNTS, path)?.path).toBe(expected));

test('a mount at / contains every path without a deeper mount', () => {
  expect(holdingMount([{ ...MOUNTS[0], path: '/' }], '/a')?.path).toBe('/');
});
