import { serviceLinks } from '../../../../src/policy/controls/hardened/service-links';
import { found, goodPod } from '../support';
import { fixed } from './fixed';

const podWith = (value: unknown) => goodPod((spec) => { spec.enableServiceLinks = value; });

test.each([true, undefined, null, 'false', 0])('reports %p', (value) => {
  expect(found(serviceLinks, podWith(value))).toEqual(['spec.enableServiceLinks']);
});

test('accepts false', () => expect(found(serviceLinks, podWith(false))).toEqual([]));

test.each([[undefined, false], [null, false], [true, true], [false, false], ['false', 'false']])('the fix turns %p into %p', (before, after) => {
  expect(fixed(serviceLinks, podWith(before))).toEqual(podWith(after));
});

test.each([undefined, null, 'text', []])('the fix does not change a spec of %p', (spec) => {
  const pod = { apiVersion: 'v1', kind: 'Pod', spec };
  expect(fixed(serviceLinks, pod)).toEqual(pod);
});
