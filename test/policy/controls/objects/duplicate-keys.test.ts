import { DuplicateKey, DuplicateKeys } from '../../../../src/formats/manifest/duplicate-keys';
import { duplicateKeys } from '../../../../src/policy/controls/objects/duplicate-keys';
import { found, goodPod, violations } from '../support';

const settings = (...keys: DuplicateKey[]) => ({ notes: { duplicateKeys: new DuplicateKeys(keys) } });
const ENV: DuplicateKey = { path: ['spec', 'containers', 0, 'env'], lines: [12, 18] };

test('reports each key at its place, without its value, which may be a secret', () => {
  expect(violations(duplicateKeys, goodPod(), undefined, settings(ENV))).toEqual([{
    path: ['spec', 'containers', 0, 'env'],
    value: [12, 18],
    allowKey: 'spec.containers[0].env',
    detail: 'is set on lines 12 and 18, and kubectl takes the last value',
  }]);
});

test.each<[number[], string]>([
  [[1, 4, 9], 'is set on lines 1, 4 and 9, and kubectl takes the last value'],
  [[1, 1], 'is set 2 times on line 1, and kubectl takes the last value'],
  [[1, 2, 3, 4, 5], 'is set 5 times, first on line 1 and last on line 5, and kubectl takes the last value'],
])('names the lines %j', (lines, detail) => {
  expect(violations(duplicateKeys, goodPod(), undefined, settings({ path: ['kind'], lines }))).toMatchObject([{ detail }]);
});

test('finds nothing without duplicate keys', () => {
  expect(found(duplicateKeys, goodPod())).toEqual([]);
  expect(found(duplicateKeys, goodPod(), undefined, settings())).toEqual([]);
});

test('reports the keys of an item of a list in that item, and those of the list in the list', () => {
  const list = { apiVersion: 'example.com/v1', kind: 'Menu', items: [goodPod(), goodPod()] };
  const keys = settings({ ...ENV, path: ['items', 1, ...ENV.path] }, { path: ['items'], lines: [1, 2] });
  expect(found(duplicateKeys, list, undefined, keys)).toEqual(['items', 'spec.containers[0].env']);
});
