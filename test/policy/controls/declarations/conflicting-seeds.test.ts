import { messagesOf } from './support';
import { DeclaredPath } from '../../../../src/knowledge/writable-paths/declared-path';
import { conflictingSeeds } from '../../../../src/policy/controls/declarations/conflicting-seeds';

const path = (name: string, subPath: string, seed: DeclaredPath['seed'] = { replaces: false }, claim = 'data'): DeclaredPath =>
  ({ kind: 'persistentVolumeClaim', path: name, claim: { name: claim, subPath }, seed });
const emptyDir: DeclaredPath = { kind: 'emptyDir', path: '/c', sizeLimit: 1, inMemory: false, seed: { replaces: false } };

test.each([
  ['two directories', [path('/a', 'a'), path('/b', 'b')]],
  ['a directory that is not filled', [path('/a', 'a'), { ...path('/b', 'a'), seed: undefined }]],
  ['one directory name in two PVCs', [path('/a', 'a'), path('/b', 'a', undefined, 'other')]],
  ['an emptyDir and a PVC', [emptyDir, path('/a', 'a')]],
  ['one path twice', [path('/a', 'a'), path('/a', 'a')]],
])('accepts %s', (_, paths) => expect(messagesOf(conflictingSeeds, { paths })).toEqual([]));

test('refuses two paths that fill one directory', () => {
  expect(messagesOf(conflictingSeeds, { paths: [path('/a', 'x'), path('/b', 'x')] }))
    .toEqual(['paths "/a" and "/b" are copied into the same directory of PVC "data": give each path its own `subPath`']);
});
