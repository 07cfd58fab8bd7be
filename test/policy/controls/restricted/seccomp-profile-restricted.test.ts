import { JsonObject } from '../../../../src/formats/manifest/json';
import { seccompProfileRestricted } from '../../../../src/policy/controls/restricted/seccomp-profile-restricted';
import { CONTAINERS, fixed, ODD, withContainers, withContexts } from '../baseline/contexts';
import { fixed as fixedFor } from '../hardened/fixed';
import { found, goodPod, violations } from '../support';

const OF_CONTAINERS = CONTAINERS.map((container) => `${container}.securityContext.seccompProfile`);
const GOOD = { type: 'RuntimeDefault' };
const WRONG = { type: 'Unconfined' };

const pod = (ofPod: unknown, ofContainers: unknown) =>
  withContexts({ seccompProfile: ofContainers }, (spec) => { spec.securityContext.seccompProfile = ofPod; });
const types = (...owners: string[]) => owners.map((owner) => `${owner}.type`);

test.each<[unknown, unknown, string[]]>([
  [GOOD, undefined, []],
  [undefined, GOOD, []],
  [undefined, undefined, OF_CONTAINERS],
  [null, null, OF_CONTAINERS],
  [GOOD, WRONG, types(...OF_CONTAINERS)],
  [WRONG, GOOD, types('spec.securityContext.seccompProfile')],
  [WRONG, undefined, [...types('spec.securityContext.seccompProfile'), ...OF_CONTAINERS]],
  [GOOD, 'RuntimeDefault', types(...OF_CONTAINERS)],
  [GOOD, { type: ['RuntimeDefault'] }, types(...OF_CONTAINERS)],
  [[], GOOD, types('spec.securityContext.seccompProfile')],
])('evaluates pod %j with containers %j', (ofPod, ofContainers, expected) => {
  expect(found(seccompProfileRestricted, pod(ofPod, ofContainers))).toEqual(expected);
});

test.each(ODD)('security contexts of %j do not set the field', (securityContext) => {
  const makeOdd = (owner: any) => { owner.securityContext = securityContext; };
  expect(found(seccompProfileRestricted, withContainers(makeOdd, makeOdd))).toEqual(OF_CONTAINERS);
});

test.each<[unknown, unknown]>([
  [undefined, { seccompProfile: GOOD }],
  [null, { seccompProfile: GOOD }],
  [{ runAsUser: 1, seccompProfile: null }, { runAsUser: 1, seccompProfile: GOOD }],
  [{ seccompProfile: WRONG }, { seccompProfile: WRONG }],
  [{ seccompProfile: { type: 'Localhost', localhostProfile: 'a' } }, { seccompProfile: { type: 'Localhost', localhostProfile: 'a' } }],
  ['text', 'text'],
])('the fix turns the security context %j of a pod into %j', (securityContext, expected) => {
  const once = fixed(seccompProfileRestricted, goodPod((spec) => { spec.securityContext = securityContext; }));
  expect(once).toEqual(goodPod((spec) => { spec.securityContext = expected; }));
  expect(fixed(seccompProfileRestricted, once)).toEqual(once);
});

test.each([
  [undefined, undefined, { seccompProfile: GOOD }],
  [GOOD, undefined, { seccompProfile: GOOD }],
  [GOOD, GOOD, {}],
])('the fix leaves a pod of someone else alone if all containers have a profile: %j and %j', (ofSetup, ofMain, expected) => {
  const bare = goodPod((spec) => {
    spec.securityContext = {};
    [ofSetup, ofMain].forEach((profile, index) => {
      [...spec.initContainers, ...spec.containers][index].securityContext = { seccompProfile: profile };
    });
  });
  expect(fixedFor(seccompProfileRestricted, bare, { notes: { isNotHardenedKind: true } }).spec.securityContext).toEqual(expected);
  expect(fixedFor(seccompProfileRestricted, bare).spec.securityContext).toEqual({ seccompProfile: GOOD });
});

test('what a container lacks follows from the pod, and what it has does not', () => {
  const follow = (manifest: JsonObject) =>
    violations(seccompProfileRestricted, manifest).map((violation) => seccompProfileRestricted.followsFromPod!(violation));
  expect(follow(pod(WRONG, undefined))).toEqual([false, true, true, true]);
  expect(follow(pod(GOOD, WRONG))).toEqual([false, false, false]);
});
