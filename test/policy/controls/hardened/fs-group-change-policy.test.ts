import { fsGroupChangePolicy } from '../../../../src/policy/controls/hardened/fs-group-change-policy';
import { found, goodPod } from '../support';
import { FILE_CASES } from '../volumes-with-files';
import { fixed } from './fixed';

const podWith = (fsGroup: unknown, value?: unknown) =>
  goodPod((spec) => { spec.securityContext = { fsGroup, fsGroupChangePolicy: value }; });

test.each([[1000, undefined], [1000, null], [0, undefined], ['x', null]])('reports fsGroup %p with the change policy %p', (fsGroup, value) => {
  expect(found(fsGroupChangePolicy, podWith(fsGroup, value))).toEqual(['spec.securityContext.fsGroupChangePolicy']);
});

test.each([
  [1000, 'OnRootMismatch'], [1000, 'Always'], [1000, ''], [undefined, undefined], [null, null], [undefined, 'Always'],
])('accepts fsGroup %p with the change policy %p', (fsGroup, value) => {
  expect(found(fsGroupChangePolicy, podWith(fsGroup, value))).toEqual([]);
});

test.each([
  [1000, undefined, 'OnRootMismatch'],
  [0, null, 'OnRootMismatch'],
  [1000, 'Always', 'Always'],
  [undefined, undefined, undefined],
  [null, null, null],
])('with fsGroup %p the fix turns %p into %p', (fsGroup, before, after) => {
  expect(fixed(fsGroupChangePolicy, podWith(fsGroup, before))).toEqual(podWith(fsGroup, after));
});

test.each([
  [1000, 'Always', 'OnRootMismatch'], [undefined, 'Always', 'OnRootMismatch'], [1000, 'Other', 'Other'], [undefined, undefined, undefined],
])('with fsGroup %p the fix turns %p into %p, where only a library wrote it', (fsGroup, before, after) => {
  expect(fixed(fsGroupChangePolicy, podWith(fsGroup, before), { notes: { hasLibraryDefaults: true } })).toEqual(podWith(fsGroup, after));
});

test.each([undefined, null, 'text', [], 7])('does not change or report a security context of %p', (securityContext) => {
  const pod = goodPod((spec) => { spec.securityContext = securityContext; });
  expect(found(fsGroupChangePolicy, pod)).toEqual([]);
  expect(fixed(fsGroupChangePolicy, pod)).toEqual(pod);
});

test.each(FILE_CASES)('of a third-party pod with $title it is reported: $isStorage', ({ volume, isStorage }) => {
  const pod = goodPod((spec) => {
    delete spec.securityContext.fsGroupChangePolicy;
    spec.volumes.push({ name: 'v', ...volume });
  });
  const WRONG = ['spec.securityContext.fsGroupChangePolicy'];
  expect(found(fsGroupChangePolicy, pod, undefined, { notes: { isNotHardenedKind: true } })).toEqual(isStorage ? WRONG : []);
  expect(found(fsGroupChangePolicy, pod)).toEqual(WRONG);
});
