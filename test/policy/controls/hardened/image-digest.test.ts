import { CONTAINER_LISTS } from '../../../../src/formats/manifest/pod';
import { imageDigest } from '../../../../src/policy/controls/hardened/image-digest';
import { found } from '../support';
import { PLACE, podWith } from './pod-with';

const HEX = '0123456789abcdef'.repeat(4);

test.each([
  'app', 'app:1.2', 'app@', 'app@sha256:', `app@sha256:${HEX}0`, `app@sha256:${HEX.slice(1)}`, `app@sha256:${HEX.toUpperCase()}`,
  `app@sha512:${HEX}`, `app@md5:${HEX}`, `app:sha256-${HEX}`, `@sha256:${HEX}`, 7, [],
])('reports %p', (image) => {
  expect(found(imageDigest, podWith({ image }))).toEqual(['spec.containers[1].image']);
});

test.each([`app@sha256:${HEX}`, `reg:5000/app:1.2@sha256:${HEX}`, `app@sha512:${HEX}${HEX}`])('accepts %p', (image) => {
  expect(found(imageDigest, podWith({ image }))).toEqual([]);
});

test.each([undefined, null, ''])('leaves %p to image-tag', (image) => {
  expect(found(imageDigest, podWith({ image }))).toEqual([]);
});

test.each(CONTAINER_LISTS)('checks %s', (list) => {
  expect(found(imageDigest, podWith({ image: 'app:1' }, list))).toEqual([`${PLACE[list]}.image`]);
});
