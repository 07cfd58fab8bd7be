import { fsGroupChangePolicy } from '../../../src/controls/hardened/fs-group-change-policy';
import { found, goodPod } from '../support';
import { fixed } from './fixed';

const podWith = (fsGroup: unknown, value?: unknown) =>
  goodPod((spec) => { spec.securityContext = { fsGroup, fsGroupChangePolicy: value }; });

test.each([[1000, undefined], [1000, null], [0, undefined], ['x', null]])('fsGroup %p with a policy of %p is found', (fsGroup, value) => {
  expect(found(fsGroupChangePolicy, podWith(fsGroup, value))).toEqual(['spec.securityContext.fsGroupChangePolicy']);
});

test.each([
  [1000, 'OnRootMismatch'], [1000, 'Always'], [1000, ''], [undefined, undefined], [null, null], [undefined, 'Always'],
])('fsGroup %p with a policy of %p is fine', (fsGroup, value) => {
  expect(found(fsGroupChangePolicy, podWith(fsGroup, value))).toEqual([]);
});

test.each([
  [1000, undefined, 'OnRootMismatch'],
  [0, null, 'OnRootMismatch'],
  [1000, 'Always', 'Always'],
  [undefined, undefined, undefined],
  [null, null, null],
])('with fsGroup %p the fix makes %p %p', (fsGroup, before, after) => {
  expect(fixed(fsGroupChangePolicy, podWith(fsGroup, before))).toEqual(podWith(fsGroup, after));
});

test.each([undefined, null, 'text', [], 7])('a security context of %p stays, without a finding', (securityContext) => {
  const pod = goodPod((spec) => { spec.securityContext = securityContext; });
  expect(found(fsGroupChangePolicy, pod)).toEqual([]);
  expect(fixed(fsGroupChangePolicy, pod)).toEqual(pod);
});
