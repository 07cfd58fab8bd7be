import { CONTAINERS, withContexts } from './baseline/contexts';
import { clone, JsonObject } from '../../../src/formats/manifest/json';
import { podsOf } from '../../../src/formats/manifest/workload';
import { amended, ContextParts, thirdPartyContext } from '../../../src/policy/context/context';
import { CATALOG } from '../../../src/policy/controls/catalog';
import { isPodControl, AnyPodControl } from '../../../src/policy/controls/control';

// What replaces unsafe values of an author, if the user asks for it: one step of one control, without what others fill in.

const SETTINGS = thirdPartyContext('kubernetes');
const OVERRIDING = CATALOG.filter(isPodControl).filter(({ overrideUnsafe }) => overrideUnsafe);

function overridden(id: string, manifest: JsonObject, context: ContextParts = { }): any {
  const control: AnyPodControl = OVERRIDING.find((each) => each.id === id)!;
  const copy = clone(manifest);
  podsOf(copy).forEach((pod) => control.overrideUnsafe!(pod, amended(SETTINGS, context)));
  return copy;
}

const contextsOf = ({ spec: { initContainers, containers, ephemeralContainers } }: any): any[] =>
  [...initContainers, ...containers, ...ephemeralContainers].map(({ securityContext }) => securityContext);
const inPod = (fields: object) => (spec: any) => Object.assign(spec.securityContext, fields);

const REPLACED: readonly (readonly [string, string, unknown, unknown])[] = [
  ['privileged', 'privileged', true, false],
  ['privileged', 'privileged', 'yes', 'yes'],
  ['allow-privilege-escalation', 'allowPrivilegeEscalation', true, false],
  ['allow-privilege-escalation', 'allowPrivilegeEscalation', 'yes', 'yes'],
  ['app-armor-profile', 'appArmorProfile', { type: 'Unconfined' }, undefined],
  ['app-armor-profile', 'appArmorProfile', { type: 'RuntimeDefault' }, { type: 'RuntimeDefault' }],
  ['proc-mount', 'procMount', 'Unmasked', undefined],
  ['proc-mount', 'procMount', 'Default', 'Default'],
  ['proc-mount-restricted', 'procMount', 'Unmasked', undefined],
  ['selinux-options', 'seLinuxOptions', { type: 'spc_t', user: 'u', role: 'r', level: 's0' }, { level: 's0' }],
  ['selinux-options', 'seLinuxOptions', { type: 'container_t' }, { type: 'container_t' }],
  ['run-as-user', 'runAsUser', 0, undefined],
  ['run-as-user', 'runAsUser', 7, 7],
  ['run-as-non-root', 'runAsNonRoot', false, true],
  ['seccomp-profile-restricted', 'seccompProfile', { type: 'Unconfined' }, { type: 'RuntimeDefault' }],
  ['seccomp-profile-restricted', 'seccompProfile', { type: 'Localhost', localhostProfile: 'p' }, { type: 'Localhost', localhostProfile: 'p' }],
  ['seccomp-profile-restricted', 'seccompProfile', null, null],
  ['capabilities-restricted', 'capabilities', { add: ['KILL', 'NET_BIND_SERVICE'], drop: ['MKNOD'] }, { add: ['NET_BIND_SERVICE'], drop: ['ALL'] }],
  ['capabilities-restricted', 'capabilities', { add: ['NET_ADMIN'], drop: ['ALL', 'KILL'] }, { drop: ['ALL', 'KILL'] }],
  ['capabilities-restricted', 'capabilities', { drop: ['KILL'] }, { drop: ['ALL'] }],
  ['capabilities-restricted', 'capabilities', 'none', 'none'],
];

test.each(REPLACED)('%s makes of %s: %j in every container %j', (id, field, value, expected) => {
  const before = withContexts({ [field]: value });
  const contexts = contextsOf(overridden(id, before));
  expect(contexts.map((context) => context[field])).toEqual(CONTAINERS.map(() => expected));
  expect(contexts.map((context) => ({ ...context, [field]: value }))).toEqual(contextsOf(before));
});

test.each<[string, object, object]>([
  ['app-armor-profile', { appArmorProfile: { type: 'Unconfined' } }, { appArmorProfile: undefined }],
  ['selinux-options', { seLinuxOptions: { type: 'spc_t' } }, { seLinuxOptions: {} }],
  ['run-as-user', { runAsUser: 0 }, { runAsUser: undefined }],
  ['run-as-non-root', { runAsNonRoot: false }, { runAsNonRoot: true }],
  ['seccomp-profile-restricted', { seccompProfile: { type: 'Unconfined' } }, { seccompProfile: { type: 'RuntimeDefault' } }],
])('%s makes of %j in the pod %j', (id, fields, expected) => {
  const { spec } = overridden(id, withContexts({}, inPod(fields)));
  expect(spec.securityContext).toEqual({ ...(withContexts({}) as any).spec.securityContext, ...expected });
});

test('every control that replaces something is tested here, or in its own test', () => {
  const own = ['image-lock'];
  expect([...new Set(REPLACED.map(([id]) => id)), ...own].sort()).toEqual(OVERRIDING.map(({ id }) => id).sort());
});

describe('what the API server refuses is not written', () => {
  test.each([
    ['beside privileged: true', { privileged: true }],
    ['beside CAP_SYS_ADMIN', { capabilities: { add: ['CAP_SYS_ADMIN'] } }],
  ])('allowPrivilegeEscalation: false is left out %s', (_, fields) => {
    const contexts = contextsOf(overridden('allow-privilege-escalation', withContexts({ ...fields, allowPrivilegeEscalation: true })));
    expect(contexts.map(({ allowPrivilegeEscalation }) => allowPrivilegeEscalation)).toEqual([true, true, true]);
  });
});

describe('what an application needs stays', () => {
  test.each<[string, object]>([
    ['uses the processes of its node', { hostPID: true }],
    ['mounts a path of its node', { volumes: [{ name: 'h', hostPath: { path: '/' } }] }],
  ])('privileged: true stays in a pod that %s', (_, fields) => {
    const contexts = contextsOf(overridden('privileged', withContexts({ privileged: true }, (spec) => Object.assign(spec, fields))));
    expect(contexts.map(({ privileged }) => privileged)).toEqual([true, true, true]);
  });

  test.each<[string, object]>([
    ['is privileged', { privileged: true }],
    ['runs as root', { runAsUser: 0 }],
  ])('the capabilities stay in a container that %s', (_, fields) => {
    const contexts = contextsOf(overridden('capabilities-restricted', withContexts({ ...fields, capabilities: { add: ['NET_ADMIN'] } })));
    expect(contexts.map(({ capabilities }) => capabilities)).toEqual(CONTAINERS.map(() => ({ add: ['NET_ADMIN'] })));
  });

  test.each<[string, string, unknown, unknown]>([
    ['run-as-user', 'runAsUser', 0, undefined],
    ['run-as-non-root', 'runAsNonRoot', false, true],
  ])('%s keeps the users of containers that keep them, and of their pod', (id, field, value, expected) => {
    const manifest = withContexts({ [field]: value }, inPod({ [field]: value }));
    const after = overridden(id, manifest, { notes: { keepsUsers: new Set(['main']) } });
    expect([after.spec.securityContext, ...contextsOf(after)].map((context) => context[field])).toEqual([value, expected, value, expected]);
    expect(overridden(id, manifest, { notes: { keepsUsers: 'all' } })).toEqual(manifest);
  });
});

test('an annotation without confinement is removed, and others stay', () => {
  const [ofMain, ofSetup] = ['main', 'setup'].map((name) => `container.apparmor.security.beta.kubernetes.io/${name}`);
  const annotations = { [ofMain]: 'unconfined', [ofSetup]: 'runtime/default', a: 'b' };
  const { metadata } = overridden('app-armor-profile', withContexts({}, (_, pod) => { pod.metadata.annotations = annotations; }));
  expect(metadata.annotations).toEqual({ [ofSetup]: 'runtime/default', a: 'b' });
});
