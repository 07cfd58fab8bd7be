import { evaluateCel } from './cel-as-js';
import { goodContainer } from './support';
import { PodView } from '../../../src/formats/manifest/pod';
import { podsOf } from '../../../src/formats/manifest/workload';
import { amended, ContextParts, DEFAULT_CONTEXT, thirdPartyContext } from '../../../src/policy/context/context';
import {
  everyEffective, effectiveIdentity, isRoot, IS_ROOT, keepsPower, KEEPS_POWER, keepsRoot, replaceableContexts, startsAsNonRoot, usesNode,
} from '../../../src/policy/controls/effective';
import { listOf } from '../../../src/policy/controls/violations';
import { ObjectNotes } from '../../../src/policy/settings/notes';

/** A pod with a security context of its own, and containers with these. */
function podWith(securityContext: object | undefined, ...contexts: (object | undefined)[]): PodView {
  const containers = contexts.map((context, index) => ({ name: `c${index}`, securityContext: context }));
  return podsOf({ apiVersion: 'v1', kind: 'Pod', spec: { securityContext, containers } })[0];
}

const containerWith = (own: object | undefined, ofPod?: object) => podWith(ofPod, own).containers[0];
const THIRD_PARTY = amended(thirdPartyContext('kubernetes'), { choices: { identity: {} } });

test.each<[object | undefined, object | undefined, boolean, boolean]>([
  [undefined, undefined, false, false],
  [{ runAsUser: 0 }, undefined, false, true],
  [{ runAsUser: 0, runAsNonRoot: true }, undefined, false, true],
  [{ runAsUser: 7 }, undefined, true, false],
  [{ runAsUser: 7, runAsNonRoot: false }, undefined, true, false],
  [{ runAsUser: 7 }, { runAsUser: 0 }, true, false],
  [{}, { runAsUser: 0 }, false, true],
  [{}, { runAsUser: 7 }, true, false],
  [{ runAsNonRoot: true }, undefined, true, false],
  [{ runAsNonRoot: false }, { runAsNonRoot: true }, false, false],
  [{ runAsNonRoot: 'true' }, undefined, false, false],
  [undefined, { runAsNonRoot: true }, true, false],
])('the container %j in the pod %j does not start as root: %p, and explicitly does: %p', (own, ofPod, isNonRoot, isExplicit) => {
  const container = containerWith(own, ofPod);
  expect([startsAsNonRoot(container), isRoot(container)]).toEqual([isNonRoot, isExplicit]);
  expect(evaluateCel(IS_ROOT, { c: container.json, variables: { spec: container.pod.json } })).toBe(isExplicit);
});

const FIRST = new Set(['c0']);

describe('a container keeps a user that may be root', () => {
  test.each<[string, ContextParts, object?, object?]>([
    ['if all do', { notes: { keepsUsers: 'all' } }],
    ['if it does', { notes: { keepsUsers: FIRST } }],
    ['if its identity has only a group', { choices: { identity: { group: 7 } }, notes: { keepsUsers: FIRST } }],
    ['that runAsNonRoot does not exclude', { notes: { keepsUsers: FIRST } }, { runAsNonRoot: false }, { runAsNonRoot: true }],
    ['in spite of the identity of the pod', { choices: { identity: { user: 7 }, containerIdentities: { c0: {} } }, notes: { keepsUsers: FIRST } }],
  ])('%s', (_, context, own = undefined, ofPod = undefined) => {
    const all = amended(THIRD_PARTY, context);
    expect([keepsRoot(containerWith(own, ofPod), all), keepsPower(containerWith(own, ofPod), all)]).toEqual([true, true]);
    expect(keepsPower(containerWith(own, ofPod), amended(all, { notes: { isNotHardenedKind: false } }))).toBe(false);
  });

  test.each<[string, ContextParts, object?, object?]>([
    ['nobody keeps users', { }],
    ['only others keep theirs', { notes: { keepsUsers: new Set(['c1']) } }],
    ['it states its uid', { notes: { keepsUsers: 'all' } }, { runAsUser: 7 }],
    ['the pod states the uid', { notes: { keepsUsers: FIRST } }, {}, { runAsUser: 7 }],
    ['it does not start as root', { notes: { keepsUsers: FIRST } }, { runAsNonRoot: true }],
    ['the settings have a uid', { choices: { identity: { user: 7 } }, notes: { keepsUsers: FIRST } }],
    ['the settings have a uid for it', { choices: { containerIdentities: { c0: { user: 7 } } }, notes: { keepsUsers: FIRST } }],
  ])('unless %s', (_, context, own = undefined, ofPod = undefined) => {
    const all = amended(THIRD_PARTY, context);
    expect([keepsRoot(containerWith(own, ofPod), all), keepsPower(containerWith(own, ofPod), all)]).toEqual([false, false]);
  });
});

test.each<[object | undefined, object | undefined, boolean]>([
  [undefined, undefined, false],
  [{ privileged: false, runAsUser: 7 }, undefined, false],
  [{ privileged: true }, undefined, true],
  [{ runAsUser: 0 }, undefined, true],
  [{}, { runAsUser: 0 }, true],
  [{ runAsUser: 7 }, { runAsUser: 0 }, false],
])('the container %j of someone else in the pod %j is powerful: %p', (own, ofPod, expected) => {
  const container = containerWith(own, ofPod);
  expect(keepsPower(container, THIRD_PARTY)).toBe(expected);
  expect(keepsPower(container, amended(THIRD_PARTY, { notes: { isNotHardenedKind: false } }))).toBe(false);
  const { json, pod } = container;
  const evaluated = (isRefused: boolean) => evaluateCel(KEEPS_POWER, { c: json, variables: { spec: pod.json, isRefused } });
  expect(evaluated(false)).toBe(expected);
  // Pod Security refuses this pod anyway, so it keeps the users of its images.
  expect(evaluated(true)).toBe(keepsPower(container, amended(THIRD_PARTY, { notes: { keepsUsers: 'all' } })));
});

test('the identity of a container replaces that of the pod', () => {
  const context = amended(DEFAULT_CONTEXT, { choices: { identity: { user: 1 }, containerIdentities: { c1: { group: 2 } } } });
  expect(podWith({}, {}, {}).containers.map((container) => effectiveIdentity(container, context.choices)))
    .toEqual([{ user: 1 }, { group: 2 }]);
});

test('users are replaced everywhere, but not for a container that keeps its user, nor for the whole pod beside it', () => {
  const pod = podWith({ runAsUser: 1 }, { runAsUser: 2 }, { runAsUser: 3 });
  const users = (keepsUsers: ObjectNotes['keepsUsers']) => replaceableContexts(pod, amended(DEFAULT_CONTEXT, { notes: { keepsUsers } }).notes).map(({ runAsUser }) => runAsUser);
  expect(users(undefined)).toEqual([1, 2, 3]);
  expect(users(FIRST)).toEqual([3]);
  expect(users(new Set())).toEqual([2, 3]);
  expect(users('all')).toEqual([]);
});

describe('a pod', () => {
  const podOf = (spec: object) => podsOf({ apiVersion: 'v1', kind: 'Pod', spec: { containers: [goodContainer('main')], ...spec } })[0];
  const withContainer = (fields: object) => ({ containers: [goodContainer('main'), { ...goodContainer('other'), ...fields }] });

  test.each<[string, object]>([
    ['is in the network of the node', { hostNetwork: true }],
    ['sees the processes of the node', { hostPID: true }],
    ['shares memory with the node', { hostIPC: true }],
    ['mounts a directory of the node', { volumes: [{ name: 'a', emptyDir: {} }, { name: 'b', hostPath: { path: '/x' } }] }],
    ['has a port of the node', withContainer({ ports: [{ containerPort: 80 }, { containerPort: 81, hostPort: 81 }] })],
    ['has a block device', withContainer({ volumeDevices: [{ name: 'a', devicePath: '/dev/x' }] })],
  ])('that %s is an agent of it', (_, spec) => expect(usesNode(podOf(spec))).toBe(true));

  test.each<[string, object]>([
    ['has nothing of that', {}],
    ['says that it has nothing of that', { hostNetwork: false, hostPID: false, hostIPC: null }],
    ['has other volumes', { volumes: [{ name: 'a', emptyDir: {} }, { name: 'b', hostPath: null }, 'text'] }],
    ['has ports and devices of its own', withContainer({ ports: [{ containerPort: 80, hostPort: null }, 'text'], volumeDevices: [] })],
  ])('that %s is not an agent of it', (_, spec) => expect(usesNode(podOf(spec))).toBe(false));
});

describe('a field that containers inherit', () => {
  const found = (pod: PodView) => listOf(everyEffective('runAsUser', isRoot)(pod, DEFAULT_CONTEXT)).map(({ path, value }) => [path.join('.'), value]);

  test('is reported once for all that inherit it', () => {
    expect(found(podWith({ runAsUser: 0 }, {}, undefined, { runAsUser: null }))).toEqual([['spec.securityContext.runAsUser', 0]]);
  });

  test('is reported where a container has its own', () => {
    expect(found(podWith({ runAsUser: 0 }, { runAsUser: 0 }, {}, { runAsUser: 0 }, { runAsUser: 7 }, {}))).toEqual([
      ['spec.containers.0.securityContext.runAsUser', 0], ['spec.securityContext.runAsUser', 0], ['spec.containers.2.securityContext.runAsUser', 0],
    ]);
    expect(found(podWith({ runAsUser: 7 }, { runAsUser: 0 }, {}))).toEqual([['spec.containers.0.securityContext.runAsUser', 0]]);
  });
});
