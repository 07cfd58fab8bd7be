import { CONTAINER_LISTS } from '../../../../src/formats/manifest/pod';
import { imageTag } from '../../../../src/policy/controls/hardened/image-tag';
import { found, violations } from '../support';
import { PLACE, podWith } from './pod-with';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

test.each([
  'app', 'app:latest', 'team/app', 'reg:5000/app', 'reg:5000/app:latest', 'app@sha256:0123', 'app:latest@sha256:0123', 'app:',
  '', undefined, null, 7, {},
])('refuses %p', (image) => {
  expect(found(imageTag, podWith({ image }))).toEqual(['spec.containers[1].image']);
});

test.each([
  'app:1', 'app:latest-1', 'reg:5000/app:1.2.3', `app@${DIGEST}`, `app:latest@${DIGEST}`, `reg:5000/app@${DIGEST}`,
])('accepts %p', (image) => {
  expect(found(imageTag, podWith({ image }))).toEqual([]);
});

test.each(['', undefined, null])('no waiver can accept %p, which the API server refuses', (image) => {
  expect(violations(imageTag, podWith({ image }))).toMatchObject([{ refusedBy: 'api-server', remedy: 'write the image with its version, such as `registry.example/app:1.2.3`' }]);
  expect(violations(imageTag, podWith({ image: 'app' }))[0].refusedBy).toBeUndefined();
});

test.each(CONTAINER_LISTS)('checks %s', (list) => {
  expect(found(imageTag, podWith({ image: 'app' }, list))).toEqual([`${PLACE[list]}.image`]);
});
