import { JsonObject } from '../../../../src/formats/manifest/json';
import { unsafeCustomValue } from '../../../../src/policy/controls/objects/unsafe-custom-value';
import { unsafeCustomValueRestricted } from '../../../../src/policy/controls/objects/unsafe-custom-value-restricted';
import { found, violations } from '../support';

const custom = (spec: unknown): JsonObject => ({ apiVersion: 'example.com/v1', kind: 'Thing', spec });
const ofKind = (apiVersion: string, kind: string, fields: JsonObject): JsonObject => ({ apiVersion, kind, ...fields });

test.each([
  { hostPID: '${X:-true}' }, { hostPath: { path: '{{ .x | default "/" }}' } }, { seccompProfile: { type: '${X:=Unconfined}' } }, { capabilities: { add: ['${X:-SYS_ADMIN}'] } },
  { annotations: { 'container.apparmor.security.beta.kubernetes.io/a': 'unconfined' } },
])('finds the default of a variable in %j', (spec) => {
  expect(found(unsafeCustomValue, { apiVersion: 'example.com/v1', kind: 'Thing', spec })).toHaveLength(1);
});

test.each<[unknown, string]>([
  [{ a: { privileged: true } }, 'spec.a.privileged'],
  [{ privileged: 'true' }, 'spec.privileged'],
  [[{ hostPID: true }, { hostIPC: true }], 'spec[0].hostPID spec[1].hostIPC'],
  [{ hostNetwork: { enabled: true } }, 'spec.hostNetwork'],
  [{ windowsOptions: { hostProcess: true } }, 'spec.windowsOptions.hostProcess'],
  [{ volumes: [{ hostPath: { path: '/' } }] }, 'spec.volumes[0].hostPath'],
  [{ hostPath: '/var/lib' }, 'spec.hostPath'],
  [{ procMount: 'Unmasked' }, 'spec.procMount'],
  [{ capabilities: { add: ['NET_BIND_SERVICE', 'SYS_ADMIN'] } }, 'spec.capabilities'],
  [{ capabilities: ['cap_sys_admin'], cap_add: ['ALL'] }, 'spec.capabilities spec.cap_add'],
  [{ 'host_network': true, 'host-pid': true, 'privilegedMode': true, 'isPrivileged': true }, 'spec.host_network spec.host-pid spec.privilegedMode spec.isPrivileged'],
  [{ exposeDockerSocket: true }, 'spec.exposeDockerSocket'],
  [[{ privileged: 1 }, { privileged: ' true\n' }, { network: { hostNetworking: 'on' } }], 'spec[0].privileged spec[1].privileged spec[2].network.hostNetworking'],
  [{ addCapabilities: ['SYS_ADMIN'], capabilitiesAdd: ['NET_ADMIN'] }, 'spec.addCapabilities spec.capabilitiesAdd'],
  [[{ hostPort: 8080 }, { hostPort: '443' }, { hostPort: [0, 443] }], 'spec[0].hostPort spec[1].hostPort spec[2].hostPort'],
  [{ seccompProfile: { type: 'Unconfined' }, appArmorProfile: { type: 'Unconfined' } }, 'spec.seccompProfile spec.appArmorProfile'],
  [{ 'app_armor_profile': { type: 'Unconfined' }, 'app-armor-profile': { type: 'Unconfined' } }, 'spec.app_armor_profile spec.app-armor-profile'],
  [{ '+(hostPID)': true, 'securityContext': { '=(privileged)': 'yes' } }, 'spec["+(hostPID)"] spec.securityContext["=(privileged)"]'],
  [{ hostNetwork: { enabled: true, hostPID: true } }, 'spec.hostNetwork'],
  [{ volumes: [{ hostDisk: { path: '/dev/sda' } }], devices: { hostDevices: [{ deviceName: 'a' }] } }, 'spec.volumes[0].hostDisk spec.devices.hostDevices'],
  [{ parameters: [{ name: 'securityContext.privileged', value: 'true' }] }, 'spec.parameters[0]'],
  [{ set: { 'securityContext.privileged': 'true' } }, 'spec.set["securityContext.privileged"]'],
  [{ parameters: [{ name: 'containers[0].securityContext.capabilities.add[0]', value: 'SYS_ADMIN' }] }, 'spec.parameters[0]'],
  [{ patch: [{ op: 'add', path: '/spec/template/spec/hostNetwork', value: true }] }, 'spec.patch[0]'],
  [{ patch: [{ op: 'add', path: '/spec/template/spec/containers/0/securityContext', value: { privileged: true } }] },
    'spec.patch[0].value.privileged'],
  [{ patch: [{ op: 'add', path: '/spec/volumes/0/hostPath/path', value: '/' }] }, 'spec.patch[0]'],
  [{ patch: [{ op: 'add', path: '/a/capabilities/add/-', value: 'SYS_ADMIN' }] }, 'spec.patch[0]'],
  [{ sparkConf: { 'spark.kubernetes.driver.volumes.hostPath.x.mount.path': '/x', 'spark.kubernetes.driver.volumes.hostPath.x.options.path': '/' } },
    'spec.sparkConf["spark.kubernetes.driver.volumes.hostPath.x.options.path"]'],
  [{ parameters: [{ name: 'hostPath.data.options.path', value: '/data' }, { name: 'hostPath', value: '/data/${name}' }] }, 'spec.parameters[0] spec.parameters[1]'],
  [{ parameters: [{ name: 'privileged', value: 'true', hostPID: true }] }, 'spec.parameters[0]'],
  [{ parameters: [{ name: 'capabilities.add', value: '{NET_BIND_SERVICE, SYS_ADMIN}' }] }, 'spec.parameters[0]'],
  [{ patch: [{ op: 'add', path: '/capabilities/add/10', value: 'SYS_ADMIN' }] }, 'spec.patch[0]'],
  [{ patch: [{ op: 'copy', from: '/a', path: '/spec/hostPID' }, { op: 'move', from: '/a', path: '/spec/hostIPC' }] }, 'spec.patch[0] spec.patch[1]'],
  [{ location: 'spec.containers[name:*].securityContext.privileged', parameters: { assign: { value: true } } }, 'spec'],
])('reports what baseline forbids in %j', (spec, places) => {
  expect(found(unsafeCustomValue, custom(spec)).join(' ')).toBe(places);
  expect(found(unsafeCustomValueRestricted, custom(spec))).toEqual([]);
});

test.each<unknown>([
  { privileged: false, hostPID: null, hostNetwork: { enabled: false }, hostPath: { type: 'string' }, capabilities: { add: ['NET_BIND_SERVICE'] } },
  { capabilities: ['Basic Install'], runAsUser: 1000, procMount: 'Default', privilegedMode: false, unprivileged: true, allowPrivileged: true, hostDevices: [], hostDisk: {}, hostPath: '' },
  { parameters: [{ name: 'privileged', value: 'false' }, { name: 'a.b', value: true }, { name: 7, value: true }] }, { env: [{ name: 'PRIVILEGED', value: 'true' }] }, null, 'privileged: true',
  [{ hostNetwork: 'production' }, { hostNetwork: 'on-demand' }, { hostNetwork: [true] }],
  [{ hostPort: 0 }, { hostPort: '-1' }, { hostPort: '1st' }, { hostPort: [] }],
  { seccompProfile: { type: 'RuntimeDefault' }, appArmorProfile: 'Unconfined' },
  { '_privileged': true, '(hostPID)': true, 'labels': { 'team/privileged': 'true' } },
  { capabilities: [7, null, 'SYS_CAP_ADMIN'] },
  { parameters: [{ name: 'privileged.v1', value: true }, { name: 'privileged.2nd', value: true }, { name: ['privileged'], value: true }] },
  { parameters: [{ name: 'ingress.path', value: '/' }, { name: 'a.hostPath.path', value: 'data' }, { name: 'a.hostPath.x.options.subPath', value: '/data' }] },
  { parameters: [{ name: 'capabilities.add', value: '{SYS_ADMIN,CHOWN}...' }, { name: 'capabilities.add', value: ['{{ .Values.capability }}'] }] },
  { patch: [{ op: 'test', from: '/a', path: '/hostPID' }, { op: 'remove', path: '/hostPID' }, { op: 'copy', path: '/hostPID' }, { op: 'copy', from: '/a', path: '/hostPID', value: false }] },
])('finds nothing in %j', (spec) => {
  expect(found(unsafeCustomValue, custom(spec))).toEqual([]);
  expect(found(unsafeCustomValueRestricted, custom(spec))).toEqual([]);
});

test.each<[string, JsonObject]>([
  ['a schema', ofKind('apiextensions.k8s.io/v1', 'CustomResourceDefinition',
    { spec: { versions: [{ schema: { openAPIV3Schema: { properties: { spec: { default: { privileged: true } } } } } }] } })],
  ['a status', ofKind('example.com/v1', 'Thing', { status: { privileged: true } })],
  ['a key in a ConfigMap', ofKind('v1', 'ConfigMap', { data: { privileged: 'true' } })],
  ['a PersistentVolume, which has its own control', ofKind('v1', 'PersistentVolume', { spec: { hostPath: { path: '/' } } })],
  ['an object that grants rights, which has its own control', ofKind('policy/v1beta1', 'PodSecurityPolicy', { spec: { privileged: true } })],
  ['the cluster of kind on the machine of a developer', ofKind('kind.x-k8s.io/v1alpha4', 'Cluster', { nodes: [{ extraMounts: [{ hostPath: '/dev' }], extraPortMappings: [{ hostPort: 80 }] }] })],
  ['patterns of a policy', ofKind('kyverno.io/v1', 'ClusterPolicy', { spec: { rules: [{ validate: { deny: { privileged: true } } }] } })],
  ['a known field of an evaluated pod', ofKind('argoproj.io/v1alpha1', 'Rollout',
    { spec: { template: { spec: { hostPID: true, volumes: [{ hostPath: { path: '/' } }], containers: [{ securityContext: { privileged: true } }] } } } })],
  ['a built-in kind, whose pods are evaluated as a whole', ofKind('apps/v1', 'Deployment', { spec: { hostPID: true } })],
])('ignores %s', (_, object) => {
  expect(found(unsafeCustomValue, object)).toEqual([]);
});

test.each<[JsonObject, string]>([
  [ofKind('argoproj.io/v1alpha1', 'Rollout', { spec: { template: { spec: { x: { privileged: true }, containers: [{ y: { hostPID: true } }] } } } }),
    'spec.template.spec.x.privileged spec.template.spec.containers[0].y.hostPID'],
  [ofKind('monitoring.coreos.com/v1', 'Prometheus', { spec: { securityContext: { privileged: true }, thanos: { hostNetwork: true } } }),
    'spec.securityContext.privileged spec.thanos.hostNetwork'],
  [ofKind('kyverno.io/v1', 'ClusterPolicy', { spec: { rules: [{ mutate: { patchStrategicMerge: { spec: { hostPID: true } } } }] } }),
    'spec.rules[0].mutate.patchStrategicMerge.spec.hostPID'],
])('reports unknown fields next to and within evaluated fields in %j', (object, places) => {
  expect(found(unsafeCustomValue, object).join(' ')).toBe(places);
});

test('explains what is wrong', () => {
  expect(violations(unsafeCustomValue, custom({ privileged: true })))
    .toEqual([{ path: ['spec', 'privileged'], value: true, allowKey: 'spec.privileged: true', detail: 'the controls do not check the pods that are created from it' }]);
});
