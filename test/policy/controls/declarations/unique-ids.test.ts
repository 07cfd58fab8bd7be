import { deployment, messagesOf } from './support';
import { uniqueIds } from '../../../../src/policy/controls/declarations/unique-ids';

test('refuses an id that two seeds derive', () => {
  expect(messagesOf(uniqueIds, { idCollisions: [{ id: 7, seeds: ['a', 'b'] }] })).toEqual(['RunAs.unique derives the id 7 from both "b" and "a": give one of them another seed']);
});

test.each([
  ['a PVC', deployment({ volumes: [{ name: 'a', persistentVolumeClaim: { claimName: 'a' } }] }), 1],
  ['a PVC among other volumes', deployment({ volumes: [{ name: 'b', emptyDir: {} }, { name: 'a', persistentVolumeClaim: { claimName: 'a' } }] }), 1],
  ['a volume claim template', deployment({}, { volumeClaimTemplates: [{ metadata: { name: 'a' } }] }), 1],
  ['no pod', { apiVersion: 'v1', kind: 'ConfigMap' }, 0],
  ['an emptyDir', deployment({ volumes: [{ name: 'a', emptyDir: {} }] }), 0],
])('evaluates an id without a seed in a workload with %s', (_, object, count) => {
  expect(messagesOf(uniqueIds, { hasIdWithoutSeed: true }, object)).toEqual(Array(count).fill('RunAs.unique derives the id from the construct path, and the pod has a '
    + 'persistent volume: if you move the construct, the id changes and the pod cannot read its files: set a seed: `RunAs.unique({ seed: ... })`'));
  expect(messagesOf(uniqueIds, {}, object)).toEqual([]);
});
