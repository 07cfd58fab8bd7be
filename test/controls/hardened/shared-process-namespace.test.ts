import { sharedProcessNamespace } from '../../../src/controls/hardened/shared-process-namespace';
import { JsonObject } from '../../../src/manifest/json';
import { found, goodPod, violations } from '../support';

/** A container by its name and its own uid. */
const of = (name: string, runAsUser?: unknown, more: JsonObject = {}) => ({ name, securityContext: { runAsUser }, ...more });
const SIDECAR = { restartPolicy: 'Always' };

const shared = (lists: JsonObject, podUid?: number) => goodPod((spec) =>
  Object.assign(spec, { shareProcessNamespace: true, securityContext: { runAsUser: podUid }, initContainers: [], ...lists }));

test.each([
  ['two of one uid', { containers: [of('a', 1), of('b', 1)] }, undefined],
  ['two with the pod\'s uid', { containers: [of('a'), of('b')] }, 65532],
  ['the pod\'s uid again', { containers: [of('a'), of('b', 65532)] }, 65532],
  ['no uid at all', { containers: [of('a'), of('b')] }, undefined],
  ['one without a uid', { containers: [of('a', 1), of('b')] }, undefined],
  ['one with a wrong type', { containers: [of('a', 1), of('b', '2')] }, undefined],
  ['a debug container', { containers: [of('a', 1)], ephemeralContainers: [of('b', 1)] }, undefined],
  ['a sidecar', { initContainers: [of('a', 1, SIDECAR)], containers: [of('b', 1)] }, undefined],
  ['a sidecar beside an init container', { initContainers: [of('a', 1, SIDECAR), of('b', 1)], containers: [of('c', 2)] }, undefined],
])('reports what is wrong, and nothing else: %s', (_, lists, podUid) => {
  expect(violations(sharedProcessNamespace, shared(lists, podUid)))
    .toMatchObject([{ path: ['spec', 'shareProcessNamespace'], detail: 'containers "a" and "b" may run as the same user' }]);
});

test('finds a pair that is not the first, and is accepted for these containers alone', () => {
  expect(violations(sharedProcessNamespace, shared({ containers: [of('x', 1), of('a', 2), of('y', 3), of('b', 2)] })))
    .toMatchObject([{ detail: 'containers "a" and "b" may run as the same user', allowKey: 'x a y b' }]);
});

test.each([
  ['one container', { containers: [of('a', 1)] }],
  ['a uid for each', { containers: [of('a', 1), of('b', 2), of('c', 3)] }],
  ['an init container that has ended', { initContainers: [of('a', 1), of('b', 1)], containers: [of('c', 1)] }],
  ['an init container that has ended before a sidecar', { initContainers: [of('a', 1), of('b', 1, SIDECAR)], containers: [of('c', 2)] }],
  ['no list', { containers: 'text' }],
])('%s is fine', (_, lists) => expect(found(sharedProcessNamespace, shared(lists))).toEqual([]));

test.each([false, undefined, null, 'true', 1])('a value of %p shares nothing', (value) => {
  const twins = { containers: [of('a', 1), of('b', 1)] };
  expect(found(sharedProcessNamespace, goodPod((spec) => Object.assign(spec, twins, { shareProcessNamespace: value })))).toEqual([]);
});
