import { toFieldPath } from '../../../../src/formats/manifest/paths';
import { fieldTypes } from '../../../../src/policy/controls/startup/field-types';
import { found, goodContainer, goodPod, violations } from '../support';

/** Values of wrong types, by the field that holds them. */
const WRONG: { readonly [field: string]: readonly unknown[] } = {
  'metadata.annotations': [['a'], 'a'],
  'metadata.annotations.a': [1, true, {}],
  'metadata.labels.a': [1, false],
  'spec.containers': [{}, 'main', 1],
  'spec.initContainers': [{ 0: {} }],
  'spec.ephemeralContainers': [true],
  'spec.containers[0]': ['main', []],
  'spec.volumes': [{}],
  'spec.volumes[0]': ['tmp'],
  'spec.securityContext': ['restricted', []],
  'spec.hostNetwork': ['yes', 'true', 1],
  'spec.hostPID': ['true'],
  'spec.hostIPC': [1],
  'spec.hostUsers': ['false'],
  'spec.shareProcessNamespace': ['true'],
  'spec.automountServiceAccountToken': ['false'],
  'spec.enableServiceLinks': [0],
  'spec.serviceAccountName': [7],
  'spec.nodeSelector': [['linux']],
  'spec.nodeSelector.disk': [true],
  'spec.tolerations': ['all'],
  'spec.hostAliases[0].hostnames': ['x'],
  'spec.resources.limits.cpu': [true],
  'spec.securityContext.fsGroup': ['0', 1.5, -1, 2 ** 31],
  'spec.securityContext.supplementalGroups': [0],
  'spec.securityContext.supplementalGroups[0]': ['0'],
  'spec.securityContext.sysctls': [{}],
  'spec.securityContext.sysctls[0].value': [0],
  'spec.containers[0].image': [['x']],
  'spec.containers[0].command': ['sh -c'],
  'spec.containers[0].env': [{ A: 'b' }],
  'spec.containers[0].env[0].value': [1, true],
  'spec.containers[0].env[0].valueFrom.secretKeyRef': ['x'],
  'spec.containers[0].envFrom[0].secretRef': ['x'],
  'spec.containers[0].ports': [{ http: 80 }],
  'spec.containers[0].ports[0].hostPort': ['80', 1.5, -1, 65536],
  'spec.containers[0].ports[0].containerPort': ['80'],
  'spec.containers[0].resources': [[], '1'],
  'spec.containers[0].resources.requests.cpu': [true, {}],
  'spec.containers[0].volumeMounts': [{ name: 'x' }],
  'spec.containers[0].volumeMounts[0].readOnly': ['true'],
  'spec.containers[0].volumeMounts[0].mountPath': [7],
  'spec.containers[0].volumeDevices': ['x'],
  'spec.containers[0].securityContext': ['x', []],
  'spec.containers[0].securityContext.privileged': ['true', 1],
  'spec.containers[0].securityContext.allowPrivilegeEscalation': ['false'],
  'spec.containers[0].securityContext.readOnlyRootFilesystem': [1],
  'spec.containers[0].securityContext.procMount': [{}],
  'spec.containers[0].securityContext.capabilities': [['ALL']],
  'spec.containers[0].securityContext.capabilities.add': ['SYS_ADMIN'],
  'spec.containers[0].securityContext.capabilities.drop[0]': [7],
  'spec.containers[0].livenessProbe': ['x'],
  'spec.containers[0].readinessProbe.httpGet.host': [7],
  'spec.containers[0].startupProbe.tcpSocket.port': [true],
  'spec.containers[0].lifecycle.preStop.httpGet': [[]],
  'spec.volumes[0].hostPath': ['/etc'],
  'spec.volumes[0].hostPath.path': [7],
  'spec.volumes[0].emptyDir': [true],
  'spec.volumes[0].emptyDir.sizeLimit': [[]],
  'spec.volumes[0].secret.defaultMode': ['0400'],
  'spec.volumes[0].projected.sources[0].serviceAccountToken.audience': [1],
  'spec.volumes[0].persistentVolumeClaim.readOnly': ['true'],
  'spec.volumes[0].rbd': ['x'],
  'spec.volumes[0].ephemeral.volumeClaimTemplate.spec.accessModes': ['x'],
};

const IN_EVERY_SECURITY_CONTEXT: { readonly [field: string]: readonly unknown[] } = {
  'runAsUser': ['0', 1.5, -1, 2 ** 31, true],
  'runAsGroup': ['0'],
  'runAsNonRoot': ['true'],
  'seccompProfile': ['RuntimeDefault'],
  'seccompProfile.type': [7],
  'seLinuxOptions': [[]],
  'appArmorProfile': ['Unconfined'],
  'windowsOptions': [true],
};

const OWNERS = ['spec', 'spec.initContainers[0]', 'spec.containers[0]', 'spec.ephemeralContainers[0]'];

const CASES: readonly [string, unknown][] = [
  ...Object.entries(WRONG),
  ...OWNERS.flatMap((owner) => Object.entries(IN_EVERY_SECURITY_CONTEXT)
    .map(([field, values]): [string, readonly unknown[]] => [`${owner}.securityContext.${field}`, values])),
].flatMap(([field, values]) => values.map((value): [string, unknown] => [field, value]));

/** A good pod with a value at a field, and all that is missing on the way to it. */
function podWith(field: string, value: unknown) {
  return goodPod((spec, pod) => {
    spec.ephemeralContainers = [goodContainer('debug')];
    const steps = field.split(/[.[\]]+/).filter(Boolean).map((step) => /^\d+$/.test(step) ? Number(step) : step);
    const last = steps.pop()!;
    const parent = steps.reduce((json, step, index) => json[step] ??= typeof (steps[index + 1] ?? last) === 'number' ? [] : {}, pod);
    parent[last] = value;
  });
}

it.each(CASES)('refuses %s as %j', (field, value) => {
  expect(found(fieldTypes, podWith(field, value))).toEqual([field]);
});

it.each(CASES)('accepts %s as null instead of %j', (field) => {
  expect(found(fieldTypes, podWith(field, null))).toEqual([]);
});

it('accepts a good pod and unknown fields', () => {
  expect(found(fieldTypes, podWith('spec.containers[0].unheardOf', 7))).toEqual([]);
});

it.each([['metadata', null], ['spec', null]])('accepts a pod with %s as %j', (field, value) => {
  expect(found(fieldTypes, { ...goodPod(), [field]: value })).toEqual([]);
});

it('reports every wrong field', () => {
  const pod = goodPod((spec) => Object.assign(spec, { hostPID: 1, containers: [{ tty: 'x' }, { image: 7, stdin: 0 }], volumes: 'x' }));
  expect(found(fieldTypes, pod).sort()).toEqual([
    'spec.containers[0].tty', 'spec.containers[1].image', 'spec.containers[1].stdin', 'spec.hostPID', 'spec.volumes',
  ]);
});

it('checks containers at their place in a custom resource', () => {
  const step = { name: 'build', securityContext: { privileged: 'true' } };
  expect(found(fieldTypes, { apiVersion: 'tekton.dev/v1', kind: 'Task', spec: { steps: [step], volumes: {} } })).toEqual([
    'spec.volumes', 'spec.steps[0].securityContext.privileged',
  ]);
});

it('handles names of members of Object as field names', () => {
  const spec = JSON.parse('{"__proto__": 1, "constructor": "x", "toString": [], "securityContext": {"hasOwnProperty": 1}}');
  expect(found(fieldTypes, { apiVersion: 'v1', kind: 'Pod', spec })).toEqual([]);
});

it.each([
  ['spec.hostUsers', 'x', undefined, 'must be true or false'],
  ['metadata.labels.a', 1, undefined, 'must be a string'],
  ['spec.containers[0].securityContext.runAsUser', -1, 'main', 'must be a whole number from 0 to 2147483647'],
  ['spec.containers[0].name', 7, '#0', 'must be a string'],
  ['spec.containers[0]', 'main', undefined, 'must be an object'],
])('the message for %s names the owner and the expected type', (field, value, container, detail) => {
  const [violation] = violations(fieldTypes, podWith(field, value));
  expect(violation).toMatchObject({ value, detail });
  expect(violation.container).toBe(container);
  expect(toFieldPath(violation.path)).toBe(field);
});

it('redacts values of environment variables of any type', () => {
  const [violation] = violations(fieldTypes, podWith('spec.containers[0].env[0].value', { password: 'hunter2' }));
  expect(violation).toMatchObject({ value: '(hidden)', detail: 'must be a string' });
  expect(JSON.stringify(violation)).not.toContain('hunter2');
});

it.each([
  ['command', 'mysql --init hunter2'], ['args[0]', 12345678], ['args', { a: 'hunter2' }], ['livenessProbe.exec.command', 'mysql hunter2'], ['readinessProbe.exec', 'mysql hunter2'],
  ['lifecycle.preStop.exec.command[0]', { a: 'hunter2' }],
])('hides the words of commands in %s', (field, value) => {
  expect(violations(fieldTypes, podWith(`spec.containers[0].${field}`, value))).toMatchObject([{ value: '(hidden)', detail: expect.stringContaining('must be') }]);
});

it('shows a switch that lacks its quotes', () => {
  expect(violations(fieldTypes, podWith('spec.containers[0].args[0]', true))).toMatchObject([{ value: true, detail: 'must be a string' }]);
  expect(violations(fieldTypes, podWith('spec.containers[0].env[0].value', false))).toMatchObject([{ value: false, detail: 'must be a string' }]);
});

it('shows the name of a variable that YAML reads as another type, and no object in its place', () => {
  expect(violations(fieldTypes, podWith('spec.containers[0].env[0].name', true))).toMatchObject([{ value: true }]);
  expect(violations(fieldTypes, podWith('spec.containers[0].env[0].valueFrom.secretKeyRef.name', 8))).toMatchObject([{ value: 8 }]);
  expect(violations(fieldTypes, podWith('spec.containers[0].env[0].name', { a: 'hunter2' }))).toMatchObject([{ value: '(hidden)' }]);
});
