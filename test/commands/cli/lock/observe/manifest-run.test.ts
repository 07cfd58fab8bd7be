import { manifestRun } from '../../../../../src/commands/cli/lock/observe/manifest-run';
import { podsOf } from '../../../../../src/formats/manifest/workload';

// What a run of an image takes from the manifest, and what it must never take.

function runOf(container: object, spec: object = {}) {
  const [pod] = podsOf({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { ...spec, containers: [{ name: 'main', image: 'app:1', ...container }] } });
  return manifestRun(pod.containers[0]);
}

const NOTHING = { command: [], env: [], user: undefined, runOptions: [] };

test('without a command the image decides', () => expect(runOf({})).toEqual(NOTHING));

test.each<[string, object, object]>([
  ['arguments', { args: ['--port', '80'] }, { command: ['--port', '80'] }],
  ['a command replaces the entrypoint', { command: ['app', 'serve'], args: ['-v'] }, { command: ['serve', '-v'], runOptions: ['--entrypoint=app'] }],
  ['variables in them', { args: ['$(A)', '$(B)', '$$(A)', '$5'], env: [{ name: 'A', value: 'x' }] }, { command: ['x', '$(B)', '$(A)', '$5'], env: ['A=x'] }],
  ['variables in variables, if they come before', { env: [{ name: 'A', value: '$(B)' }, { name: 'B', value: 'b' }, { name: 'C', value: '<$(B)>' }] }, { env: ['A=$(B)', 'B=b', 'C=<b>'] }],
  ['the last value of a variable', { env: [{ name: 'A', value: '1' }, { name: 'A', value: '2' }] }, { env: ['A=2'] }],
  ['no value', { env: [{ name: 'A' }, { name: '' }, { name: 'B=C', value: 'x' }, null, 'text'] }, { env: ['A='] }],
  ['malformed values', { command: 'sh', args: [7, null, 'x'], env: 'A' }, { command: ['x'] }],
])('takes %s', (_, container, run) => expect(runOf(container)).toEqual({ ...NOTHING, ...run }));

test.each<[string, object]>([
  ['a Secret', { secretKeyRef: { name: 's', key: 'k' } }],
  ['a ConfigMap', { configMapKeyRef: { name: 's', key: 'k' } }],
  ['an unknown source', { other: {} }],
])('makes up the value of %s', (_, valueFrom) => expect(runOf({ env: [{ name: 'A', valueFrom }] }).env).toEqual(['A=cdk8s-hardened-0123456789abcdef']));

test.each<[object, string]>([
  [{ fieldRef: { fieldPath: 'status.podIP' } }, '127.0.0.1'],
  [{ fieldRef: { fieldPath: 'metadata.namespace' } }, 'default'],
  [{ resourceFieldRef: { resource: 'limits.cpu' } }, '1'],
])('gives %j a value that programs can parse', (valueFrom, value) => expect(runOf({ env: [{ name: 'A', valueFrom }] }).env).toEqual([`A=${value}`]));

test.each<[string, object, object, string | undefined]>([
  ['of the container', { securityContext: { runAsUser: 7, runAsGroup: 8 } }, {}, '7:8'],
  ['of the pod', {}, { securityContext: { runAsUser: 7 } }, '7'],
  ['but never root', { securityContext: { runAsUser: 0 } }, {}, undefined],
  ['but not the one that hardening fills in for an unknown image', { securityContext: { runAsUser: 65532, runAsGroup: 65532 } }, {}, undefined],
  ['but no other text', { securityContext: { runAsUser: '7 --privileged' } }, {}, undefined],
])('takes the user %s', (_, container, spec, user) => expect(runOf(container, spec).user).toBe(user));

test('takes nothing else', () => {
  expect(runOf({
    securityContext: { privileged: true, capabilities: { add: ['SYS_ADMIN'] } },
    volumeMounts: [{ name: 'v', mountPath: '/v' }],
    volumeDevices: [{ name: 'd', devicePath: '/dev/d' }],
    envFrom: [{ secretRef: { name: 's' } }],
  }, { hostNetwork: true, hostPID: true, volumes: [{ name: 'v', hostPath: { path: '/' } }] })).toEqual(NOTHING);
});

test('an option of the runtime in a value stays a value', () => {
  const { command, env, runOptions } = runOf({ command: ['--privileged', '--volume=/:/host'], env: [{ name: '--privileged', value: 'x' }] });
  expect([command, env, runOptions]).toEqual([['--volume=/:/host'], ['--privileged=x'], ['--entrypoint=--privileged']]);
});
