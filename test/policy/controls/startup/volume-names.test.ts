import { volumeNames } from '../../../../src/policy/controls/startup/volume-names';
import { found, goodPod, violations } from '../support';

const withVolumes = (...names: unknown[]) => goodPod((spec) => {
  spec.volumes = names.map((name) => ({ name, emptyDir: {} }));
});

test.each(['a', 'a-b', '0', 'x'.repeat(63)])('accepts %p', (name) => {
  expect(found(volumeNames, withVolumes(name))).toEqual([]);
});

test.each(['', '-a', 'a-', 'A', 'configmap-kube-root-ca.crt', 'x'.repeat(64), undefined, null, 7])('refuses %p', (name) => {
  expect(found(volumeNames, withVolumes('good', name))).toEqual(['spec.volumes[1].name']);
});

test('refuses the name of another volume', () => {
  expect(violations(volumeNames, withVolumes('a', 'b', 'a'))).toEqual([
    expect.objectContaining({ path: ['spec', 'volumes', 2, 'name'], value: 'a', detail: 'another volume has the same name' }),
  ]);
});

test('explains what is wrong with a name', () => {
  expect(violations(volumeNames, withVolumes('My.Volume'))).toMatchObject([{ value: 'My.Volume', detail: 'it is not a DNS label' }]);
});

test.each([undefined, null, {}, 'text', []])('volumes of %j have no findings', (volumes) => {
  expect(found(volumeNames, goodPod((spec) => { spec.volumes = volumes; }))).toEqual([]);
});
