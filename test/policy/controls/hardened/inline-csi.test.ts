import { inlineCsi } from '../../../../src/policy/controls/hardened/inline-csi';
import { found, goodPod, violations } from '../support';
import { ODD_LISTS } from './pod-with';

const volume = (fields: object) => goodPod((spec) => spec.volumes.push({ name: 'more', ...fields }));

test.each([{ driver: 'secrets-store.csi.k8s.io' }, {}, 'text'])('refuses csi: %j', (csi) => {
  expect(found(inlineCsi, volume({ csi }))).toEqual(['spec.volumes[2].csi']);
});

test('the waiver value is the driver', () => {
  expect(violations(inlineCsi, volume({ csi: { driver: 'secrets-store.csi.k8s.io' } }))).toMatchObject([{ allowKey: 'secrets-store.csi.k8s.io' }]);
});

test.each([{ csi: null }, { ephemeral: { volumeClaimTemplate: {} } }, { persistentVolumeClaim: { claimName: 'data' } }])('accepts %j', (fields) => {
  expect(found(inlineCsi, volume(fields))).toEqual([]);
});

test.each(ODD_LISTS)('survives volumes of %p', (volumes) => {
  expect(found(inlineCsi, goodPod((spec) => { spec.volumes = volumes; }))).toEqual([]);
});
