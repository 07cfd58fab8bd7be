import { deployment, said } from './support';
import { uniqueIds } from '../../../src/controls/declarations/unique-ids';

test('refuses an id that two seeds derive', () => {
  expect(said(uniqueIds, { idCollisions: [{ id: 7, seeds: ['a', 'b'] }] })).toEqual(['RunAs.unique derives the id 7 from both "b" and "a": give one of them another seed']);
});

test.each([
  ['a PVC', deployment({ volumes: [{ name: 'a', persistentVolumeClaim: { claimName: 'a' } }] }), 1],
  ['a volume claim template', deployment({}, { volumeClaimTemplates: [{ metadata: { name: 'a' } }] }), 1],
  ['an emptyDir', deployment({ volumes: [{ name: 'a', emptyDir: {} }] }), 0],
])('evaluates an id without a seed in a workload with %s', (_, object, count) => {
  expect(said(uniqueIds, { hasIdWithoutSeed: true }, object)).toHaveLength(count);
  expect(said(uniqueIds, {}, object)).toEqual([]);
});
