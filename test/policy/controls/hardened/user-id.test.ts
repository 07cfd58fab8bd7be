import { CONTAINER_LISTS } from '../../../../src/formats/manifest/pod';
import { userId } from '../../../../src/policy/controls/hardened/user-id';
import { found, goodPod } from '../support';
import { fixed } from './fixed';
import { ODD_LISTS, PLACE, podWith } from './pod-with';

const own = (runAsUser: unknown) => ({ securityContext: { runAsUser } });
const IDENTITY = { choices: { identity: { user: 7 } } };

/** A pod whose own uid is one value, and whose container "main" has another. */
const withIds = (ofPod: unknown, ofMain?: unknown) => goodPod((spec) => {
  spec.initContainers = [];
  spec.securityContext.runAsUser = ofPod;
  spec.containers[0].securityContext.runAsUser = ofMain;
});

describe.each(CONTAINER_LISTS)('in %s', (list) => {
  test.each([undefined, null])('reports a uid of %p if the pod has none', (id) => {
    const pod = podWith(own(id), list) as any;
    pod.spec.securityContext = undefined;
    expect(found(userId, pod)).toContain(`${PLACE[list]}.securityContext.runAsUser`);
    pod.spec.securityContext = { runAsUser: 1000 };
    expect(found(userId, pod)).toEqual([]);
  });
});

test.each([[1000, undefined], [undefined, 1000], [0, undefined], [undefined, 0], [1000, null], ['1000', undefined]])(
  'accepts a uid of %p for the pod and %p for its container', (ofPod, ofMain) => {
    expect(found(userId, withIds(ofPod, ofMain))).toEqual([]);
  });

test.each([undefined, null, 'text', []])('reports a security context of %p', (securityContext) => {
  const pod = goodPod((spec) => Object.assign(spec, { securityContext, initContainers: [] }));
  expect(found(userId, pod)).toEqual(['spec.containers[0].securityContext.runAsUser']);
});

test('accepts a missing uid if the settings leave it to the platform', () => {
  expect(found(userId, withIds(undefined), undefined, { choices: { identity: {} } })).toEqual([]);
  expect(fixed(userId, withIds(undefined), { choices: { identity: {} } })).toEqual(withIds(undefined));
});

test.each([[undefined, 7], [null, 7], [0, 0], [1000, 1000], ['1000', '1000']])('the fix turns the uid of the pod from %p into %p', (before, after) => {
  expect(fixed(userId, withIds(before), IDENTITY)).toEqual(withIds(after));
});

test('the fix sets the uid of a container that has its own identity', () => {
  const settings = { choices: { ...IDENTITY.choices, containerIdentities: { main: { user: 8 }, other: { user: 9 } } } };
  expect(fixed(userId, withIds(undefined), settings)).toEqual(withIds(7, 8));
  expect(fixed(userId, withIds(5), settings)).toEqual(withIds(5, 8));
  expect(fixed(userId, withIds(5, 6), settings)).toEqual(withIds(5, 6));
});

test('the fix sets the uid of a preset in a container if the author set none for the pod', () => {
  const settings = {
    choices: { ...IDENTITY.choices, containerIdentities: { main: { user: 8 } }, identitySources: { pod: 'default' as const, containers: { main: 'image' as const } } },
  };
  expect(fixed(userId, withIds(undefined), settings)).toEqual(withIds(7, 8));
  expect(fixed(userId, withIds(5), settings)).toEqual(withIds(5));
});

test.each(ODD_LISTS)('survives containers of %j', (containers) => {
  const pod = goodPod((spec) => Object.assign(spec, { containers, securityContext: 'text' }));
  expect(() => found(userId, pod)).not.toThrow();
  expect(fixed(userId, pod)).toEqual(pod);
});
