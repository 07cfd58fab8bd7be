import { deployment, messagesOf } from './support';
import { conflictingFsGroup } from '../../../../src/policy/controls/declarations/conflicting-fs-group';

const pod = (securityContext: object) => deployment({ securityContext, containers: [] });

test('nothing conflicts if no path disables the fsGroup', () => expect(messagesOf(conflictingFsGroup, {}, pod({ fsGroup: 1 }))).toEqual([]));

test('a path that disables the fsGroup conflicts with one that needs it, and with one that is set', () => {
  expect(messagesOf(conflictingFsGroup, { fsGroupConflict: { forbiddenBy: '/a' } }, pod({}))).toEqual([]);
  expect(messagesOf(conflictingFsGroup, { fsGroupConflict: { forbiddenBy: '/a', neededBy: '/b' } }, pod({ fsGroup: 1 }))).toEqual([
    'path "/a" disables the fsGroup of the pod, and path "/b" needs it: set `groupOwnership: false` for both paths, or use two workloads',
    'path "/a" disables the fsGroup of the pod, and securityContext sets it: remove one of the two',
  ]);
});

test('nothing conflicts if the object has no pod', () => {
  expect(messagesOf(conflictingFsGroup, { fsGroupConflict: { forbiddenBy: '/a' } }, { apiVersion: 'v1', kind: 'ConfigMap' })).toEqual([]);
});
