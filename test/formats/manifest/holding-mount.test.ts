import * as fc from 'fast-check';
import { holdingMount, mountsAbove } from '../../../src/formats/manifest/holding-mount';
import { Mount } from '../../../src/formats/manifest/mounts';
import { isBelow } from '../../../src/formats/manifest/paths';

const mountsAt = (paths: readonly string[]) => paths.map((path, index): Mount =>
  ({ json: {}, index, path, volume: undefined, writable: true }));
const MOUNTS = mountsAt(['/data', '/data/deep/er', '/data/deep', '/other']);

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

test('the mount above another one is the deepest strictly above it, and of several at one path the first', () => {
  const above = (paths: readonly string[]) =>
    [...mountsAbove(mountsAt(paths))].map(([mount, parent]) => [mount.index, parent.index]).sort();
  expect(above(['/data', '/data/deep/er', '/data/deep', '/other'])).toEqual([[1, 2], [2, 0]]);
  expect(above(['/a/b', '/', '/a', '/a', '/a-b', '/a/b'])).toEqual([[0, 2], [2, 1], [3, 1], [4, 1], [5, 2]]);
});

test('the mounts above others are those that a search of all finds', () => {
  const path = fc.array(fc.constantFrom('a', 'b', 'a-b', 'a.b'), { maxLength: 4 }).map((steps) => `/${steps.join('/')}`);
  fc.assert(fc.property(fc.array(path, { maxLength: 12 }), (paths) => {
    const mounts = mountsAt(paths);
    const above = mountsAbove(mounts);
    for (const mount of mounts) {
      const [deepest] = mounts.filter((each) => isBelow(mount.path, each.path)).sort((one, other) => other.path.length - one.path.length);
      expect(above.get(mount)).toBe(deepest);
    }
  }));
});
