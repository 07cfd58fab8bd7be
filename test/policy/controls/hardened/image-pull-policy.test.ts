import { ODD_LISTS, PLACE, podWith } from './pod-with';
import { JsonObject } from '../../../../src/formats/manifest/json';
import { CONTAINER_LISTS } from '../../../../src/formats/manifest/pod';
import { podsOf } from '../../../../src/formats/manifest/workload';
import { DEFAULT_CONTEXT } from '../../../../src/policy/context/context';
import { imagePullPolicy } from '../../../../src/policy/controls/hardened/image-pull-policy';
import { found } from '../support';

const PINNED = `app:1@sha256:${'0123456789abcdef'.repeat(4)}`;

function fixed(manifest: JsonObject): JsonObject {
  podsOf(manifest).forEach((pod) => imagePullPolicy.fix?.(pod, DEFAULT_CONTEXT));
  return manifest;
}

test.each([undefined, null, 'IfNotPresent', 'Never', 'always', '', 7, {}])('refuses the policy %p for a tag', (settings) => {
  for (const image of ['app:1', 'app:latest', 'app', 'app:1@sha256:0123', undefined]) {
    expect(found(imagePullPolicy, podWith({ image, imagePullPolicy: settings }))).toEqual(['spec.containers[1].imagePullPolicy']);
  }
});

test.each([undefined, null, 'IfNotPresent', 'Never', 'Always'])('accepts the policy %p for a digest', (settings) => {
  expect(found(imagePullPolicy, podWith({ image: PINNED, imagePullPolicy: settings }))).toEqual([]);
});

test('accepts Always for a tag', () => {
  expect(found(imagePullPolicy, podWith({ image: 'app:1', imagePullPolicy: 'Always' }))).toEqual([]);
});

test.each(CONTAINER_LISTS)('checks and fixes %s', (list) => {
  const pod = podWith({ image: 'app:1', imagePullPolicy: undefined }, list);
  expect(found(imagePullPolicy, pod)).toEqual([`${PLACE[list]}.imagePullPolicy`]);
  expect(found(imagePullPolicy, fixed(pod))).toEqual([]);
});

test.each([
  ['app:1', undefined, 'Always'],
  ['app:1', null, 'Always'],
  [undefined, undefined, 'Always'],
  ['app:1', 'Never', 'Never'],
  ['app:1', 'IfNotPresent', 'IfNotPresent'],
  ['app:1', '', ''],
  [PINNED, undefined, undefined],
  [PINNED, 'IfNotPresent', 'IfNotPresent'],
])('for %p the fix turns %p into %p, and changes nothing the second time', (image, before, after) => {
  const pod = podWith({ image, imagePullPolicy: before });
  const expected = podWith({ image, imagePullPolicy: after });
  expect(fixed(pod)).toEqual(expected);
  expect(fixed(pod)).toEqual(expected);
});

test.each(ODD_LISTS)('survives containers of %p', (containers) => {
  expect(() => fixed({ apiVersion: 'v1', kind: 'Pod', spec: { containers } })).not.toThrow();
});
