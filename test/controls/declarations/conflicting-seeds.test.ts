import { said } from './support';
import { conflictingSeeds } from '../../../src/controls/declarations/conflicting-seeds';
import { DeclaredPath } from '../../../src/settings/paths';

const path = (name: string, subPath: string, seed: DeclaredPath['seed'] = { replaces: false }): DeclaredPath =>
  ({ kind: 'persistentVolumeClaim', path: name, claim: { name: 'data', subPath }, seed });

test.each([
  ['two directories', [path('/a', 'a'), path('/b', 'b')]],
  ['a directory that is not filled', [path('/a', 'a'), { ...path('/b', 'a'), seed: undefined }]],
  ['one path twice', [path('/a', 'a'), path('/a', 'a')]],
])('accepts %s', (_, paths) => expect(said(conflictingSeeds, { paths })).toEqual([]));

test('refuses two paths that fill one directory', () => {
  expect(said(conflictingSeeds, { paths: [path('/a', 'x'), path('/b', 'x')] }))
    .toEqual(['paths "/a" and "/b" are copied into the same directory of PVC "data": give each path its own `subPath`']);
});
