import { JsonObject } from '../../../../src/formats/manifest/json';
import { sharedProcessNamespace } from '../../../../src/policy/controls/hardened/shared-process-namespace';
import { found, goodPod, violations } from '../support';

/** A container by its name and its own uid. */
const of = (name: string, runAsUser?: unknown, more: JsonObject = {}) => ({ name, securityContext: { runAsUser }, ...more });
const SIDECAR = { restartPolicy: 'Always' };

const shared = (lists: JsonObject, podUid?: number) => goodPod((spec) =>
  Object.assign(spec, { shareProcessNamespace: true, securityContext: { runAsUser: podUid }, initContainers: [], ...lists }));

test.each([
  ['two containers with one uid', { containers: [of('a', 1), of('b', 1)] }, undefined],
  ['two containers with the uid of the pod', { containers: [of('a'), of('b')] }, 65532],
  ['the uid of the pod, repeated in a container', { containers: [of('a'), of('b', 65532)] }, 65532],
  ['no uid', { containers: [of('a'), of('b')] }, undefined],
  ['a container without a uid', { containers: [of('a', 1), of('b')] }, undefined],
  ['a container without a uid before one with it', { containers: [of('a'), of('b', 1)] }, undefined],
  ['a container with a malformed uid', { containers: [of('a', 1), of('b', '2')] }, undefined],
  ['a debug container', { containers: [of('a', 1)], ephemeralContainers: [of('b', 1)] }, undefined],
  ['a sidecar', { initContainers: [of('a', 1, SIDECAR)], containers: [of('b', 1)] }, undefined],
  ['a sidecar with an init container', { initContainers: [of('a', 1, SIDECAR), of('b', 1)], containers: [of('c', 2)] }, undefined],
])('reports what is wrong, and nothing else: %s', (_, lists, podUid) => {
  expect(violations(sharedProcessNamespace, shared(lists, podUid)))
    .toMatchObject([{ path: ['spec', 'shareProcessNamespace'], detail: 'containers "a" and "b" may run as the same user' }]);
});

test('reports a pair that is not the first, and the waiver value is that pair', () => {
  expect(violations(sharedProcessNamespace, shared({ containers: [of('x', 1), of('a', 2), of('y', 3), of('b', 2)] })))
    .toMatchObject([{ detail: 'containers "a" and "b" may run as the same user', allowKey: 'x a y b' }]);
});

test.each([
  ['a single container', { containers: [of('a', 1)] }],
  ['different uids', { containers: [of('a', 1), of('b', 2), of('c', 3)] }],
  ['an init container that has finished', { initContainers: [of('a', 1), of('b', 1)], containers: [of('c', 1)] }],
  ['an init container that has finished before a sidecar starts', { initContainers: [of('a', 1), of('b', 1, SIDECAR)], containers: [of('c', 2)] }],
  ['malformed containers', { containers: 'text' }],
])('accepts %s', (_, lists) => expect(found(sharedProcessNamespace, shared(lists))).toEqual([]));

test.each([false, undefined, null, 'true', 1])('accepts a value of %p', (value) => {
  const twins = { containers: [of('a', 1), of('b', 1)] };
  expect(found(sharedProcessNamespace, goodPod((spec) => Object.assign(spec, twins, { shareProcessNamespace: value })))).toEqual([]);
});
