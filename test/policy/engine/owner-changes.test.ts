import { JsonObject } from '../../../src/formats/manifest/json';
import { podsOf } from '../../../src/formats/manifest/workload';
import { assess } from '../../../src/policy/engine/assess';
import { ownerChangesWithoutUser } from '../../../src/policy/engine/owner-changes';
import { HardeningConfig, planOf } from '../../../src/policy/engine/plan';
import { DEFAULT_CHOICES } from '../../../src/policy/settings/choices';

const CHOWN = { name: 'permissions', image: 'acme/shell:1', command: ['chown', '-R', '1000', '/data'] };
const MAIN = { name: 'main', image: 'acme/app:1' };

function pod(initContainers: readonly JsonObject[], spec: JsonObject = {}): JsonObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [MAIN], ...spec, initContainers } };
}

/** The init containers because of which the object keeps its users. */
function ownerChanges(manifest: JsonObject, rules: HardeningConfig = {}): readonly string[] {
  const { objects: [object] } = assess(manifest, (each, pods) => planOf(rules, each, undefined, pods));
  return object.ownerChanges.map(({ list, name }) => `${list} ${name}`);
}

const NON_ROOT = { securityContext: { runAsNonRoot: true } };

test.each<[string, JsonObject]>([
  ['nobody states its user', pod([CHOWN])],
  ['another init container with another name is non-root', pod([{ ...CHOWN, name: 'first', ...NON_ROOT }, CHOWN])],
  ['a container with its name is non-root', pod([CHOWN], { containers: [{ ...MAIN, ...NON_ROOT, name: 'permissions' }] })],
])('an init container that changes owners keeps the users of its pod if %s', (_, manifest) => {
  expect(ownerChanges(manifest)).toEqual(['initContainers permissions']);
});

test('a pod with such a container does not become non-root', () => {
  const { manifest } = assess(pod([CHOWN]), (each, pods) => planOf({}, each, undefined, pods));
  expect(JSON.stringify(manifest)).not.toContain('runAsNonRoot');
});

test.each<[string, JsonObject, HardeningConfig]>([
  ['is non-root already', pod([{ ...CHOWN, ...NON_ROOT }]), {}],
  ['changes no owner', pod([{ ...CHOWN, command: ['true'] }]), {}],
  ['is no init container', pod([], { containers: [CHOWN] }), {}],
  ['is not made non-root by the profile', pod([CHOWN]), { profile: 'pss-baseline' }],
  ['has a user of the rules for the pod', pod([CHOWN]), { identity: { user: 7 } }],
  ['has a user of the rules for its image', pod([CHOWN]), { workloads: [{ match: { image: 'acme/shell' }, identity: { user: 7 } }] }],
  ['has a user that its author states, and an override replaces', pod([{ ...CHOWN, securityContext: { runAsUser: 0 } }]), { overrideUnsafe: true }],
])('no users are kept because of a container that %s', (_, manifest, rules) => {
  expect(ownerChanges(manifest, rules)).toEqual([]);
});

test('the user of the main container says nothing about an init container', () => {
  const rules = { workloads: [{ match: { image: 'acme/app' }, identity: { user: 7 } }] };
  expect(ownerChanges(pod([CHOWN], { containers: [{ ...MAIN, securityContext: { runAsUser: 7 } }] }), rules)).toEqual(['initContainers permissions']);
});

test('of several pods, the author chose the user if one of them states it', () => {
  const pods = [{}, { runAsUser: 0 }].flatMap((securityContext) => podsOf(pod([{ ...CHOWN, securityContext }])));
  const hardened = pods.flatMap(() => podsOf(pod([{ ...CHOWN, ...NON_ROOT }])));
  expect(ownerChangesWithoutUser([pods[0], pods[0]], hardened, DEFAULT_CHOICES)).toHaveLength(2);
  expect(ownerChangesWithoutUser(pods, hardened, DEFAULT_CHOICES)).toEqual([]);
  expect(ownerChangesWithoutUser([pods[0], ...podsOf(pod([]))], hardened.slice(0, 1), DEFAULT_CHOICES)).toHaveLength(1);
});
