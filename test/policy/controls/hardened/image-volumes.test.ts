import { imageVolumes } from '../../../../src/policy/controls/hardened/image-volumes';
import { found, goodPod } from '../support';
import { ODD_LISTS } from './pod-with';

const volume = (image: unknown) => goodPod((spec) => spec.volumes.push({ name: 'model', image }));

test.each(['app:1', 'app', 'app@sha256:0123', '', undefined, null, 7])('refuses the reference %p', (reference) => {
  expect(found(imageVolumes, volume({ reference }))).toEqual(['spec.volumes[2].image.reference']);
});

test.each([undefined, null, 'app:1', { reference: `app@sha256:${'0123456789abcdef'.repeat(4)}` }])('accepts the image %p', (image) => {
  expect(found(imageVolumes, volume(image))).toEqual([]);
});

test.each(ODD_LISTS)('survives volumes of %p', (volumes) => {
  expect(found(imageVolumes, goodPod((spec) => { spec.volumes = volumes; }))).toEqual([]);
});
