import { fieldTypes } from '../../../src/controls/startup/field-types';
import { found, goodContainer, goodPod, violations } from '../support';

it('accepts a good pod', () => {
  expect(found(fieldTypes, goodPod((spec, pod) => {
    pod.metadata.annotations = { 'a/b': 'x' };
    spec.ephemeralContainers = [goodContainer('debug')];
    spec.unheardOf = 7;
  }))).toEqual([]);
});

const POD: readonly [string, unknown][] = [
  ['containers', {}],
  ['initContainers', 'x'],
  ['ephemeralContainers', { 0: {} }],
  ['containers', ['main']],
  ['volumes', {}],
  ['volumes', ['x']],
  ['securityContext', 'restricted'],
  ['securityContext', []],
  ['hostNetwork', 'yes'],
  ['hostPID', 'true'],
  ['hostIPC', 1],
  ['hostUsers', 'false'],
  ['shareProcessNamespace', 'true'],
  ['automountServiceAccountToken', 'false'],
  ['enableServiceLinks', 0],
  ['serviceAccountName', 7],
  ['nodeName', true],
  ['priorityClassName', {}],
  ['runtimeClassName', 1],
  ['dnsPolicy', null ?? false],
  ['hostAliases', {}],
  ['tolerations', 'all'],
  ['nodeSelector', ['linux']],
  ['terminationGracePeriodSeconds', '30'],
  ['os', 'linux'],
];

it.each(POD)('refuses spec.%s as %j', (field, value) => {
  const paths = found(fieldTypes, goodPod((spec) => { spec[field] = value; }));
  expect(paths).toEqual([`spec.${field}${Array.isArray(value) && !['securityContext', 'nodeSelector'].includes(field) ? '[0]' : ''}`]);
});

const CONTEXT: readonly [string, unknown][] = [
  ['runAsUser', '0'],
  ['runAsUser', 1.5],
  ['runAsUser', -1],
  ['runAsUser', 2147483648],
  ['runAsUser', true],
  ['runAsGroup', '0'],
  ['runAsNonRoot', 'true'],
  ['seccompProfile', 'RuntimeDefault'],
  ['seLinuxOptions', []],
  ['appArmorProfile', 'Unconfined'],
  ['windowsOptions', true],
];

it.each(CONTEXT)('refuses %s as %j in every security context', (field, value) => {
  expect(found(fieldTypes, goodPod((spec) => {
    spec.ephemeralContainers = [goodContainer('debug')];
    for (const { securityContext } of [spec, spec.initContainers[0], spec.containers[0], spec.ephemeralContainers[0]]) {
      securityContext[field] = value;
    }
  }))).toEqual([
    'spec.securityContext', 'spec.initContainers[0].securityContext', 'spec.containers[0].securityContext', 'spec.ephemeralContainers[0].securityContext',
  ].map((path) => `${path}.${field}`).sort(inOrderOfKeys));
});

/** Findings come in the order of the manifest's keys, where ephemeral containers were added last. */
function inOrderOfKeys(one: string, other: string): number {
  const rank = (path: string) => ['spec.s', 'spec.i', 'spec.c', 'spec.e'].findIndex((start) => path.startsWith(start));
  return rank(one) - rank(other);
}

it.each<[string, unknown]>([
  ['fsGroup', '0'],
  ['fsGroup', 1.5],
  ['fsGroupChangePolicy', true],
  ['supplementalGroups', 0],
  ['sysctls', {}],
])('refuses spec.securityContext.%s as %j', (field, value) => {
  expect(found(fieldTypes, goodPod((spec) => { spec.securityContext[field] = value; }))).toEqual([`spec.securityContext.${field}`]);
});

it.each<[unknown, string]>([
  [{ name: 7 }, 'name'],
  [{ image: ['x'] }, 'image'],
  [{ command: 'sh -c' }, 'command'],
  [{ args: [1] }, 'args[0]'],
  [{ ports: { http: 80 } }, 'ports'],
  [{ ports: [{ hostPort: '80' }] }, 'ports[0].hostPort'],
  [{ ports: [{ containerPort: 65536 }] }, 'ports[0].containerPort'],
  [{ env: { A: 'b' } }, 'env'],
  [{ env: [{ name: 'A', value: 1 }] }, 'env[0].value'],
  [{ env: [{ name: 'A', valueFrom: 'x' }] }, 'env[0].valueFrom'],
  [{ envFrom: [{ secretRef: 'x' }] }, 'envFrom[0].secretRef'],
  [{ resources: [] }, 'resources'],
  [{ resources: { limits: '1' } }, 'resources.limits'],
  [{ resources: { limits: { cpu: true } } }, 'resources.limits.cpu'],
  [{ volumeMounts: { name: 'x' } }, 'volumeMounts'],
  [{ volumeMounts: [{ readOnly: 'true' }] }, 'volumeMounts[0].readOnly'],
  [{ volumeMounts: [{ mountPath: 7 }] }, 'volumeMounts[0].mountPath'],
  [{ volumeDevices: 'x' }, 'volumeDevices'],
  [{ securityContext: 'x' }, 'securityContext'],
  [{ securityContext: { privileged: 'true' } }, 'securityContext.privileged'],
  [{ securityContext: { allowPrivilegeEscalation: 'false' } }, 'securityContext.allowPrivilegeEscalation'],
  [{ securityContext: { readOnlyRootFilesystem: 1 } }, 'securityContext.readOnlyRootFilesystem'],
  [{ securityContext: { procMount: {} } }, 'securityContext.procMount'],
  [{ securityContext: { capabilities: ['ALL'] } }, 'securityContext.capabilities'],
  [{ securityContext: { capabilities: { add: 'SYS_ADMIN' } } }, 'securityContext.capabilities.add'],
  [{ securityContext: { capabilities: { drop: [7] } } }, 'securityContext.capabilities.drop[0]'],
  [{ securityContext: { seccompProfile: { type: 7 } } }, 'securityContext.seccompProfile.type'],
  [{ livenessProbe: 'x' }, 'livenessProbe'],
  [{ readinessProbe: { httpGet: { host: 7 } } }, 'readinessProbe.httpGet.host'],
  [{ startupProbe: { tcpSocket: { port: true } } }, 'startupProbe.tcpSocket.port'],
  [{ lifecycle: { preStop: { httpGet: [] } } }, 'lifecycle.preStop.httpGet'],
])('refuses %j in a container', (fields, path) => {
  const all = violations(fieldTypes, goodPod((spec) => { spec.initContainers[0] = { name: 'setup', ...fields as object }; }));
  const paths = found(fieldTypes, goodPod((spec) => { spec.initContainers[0] = { name: 'setup', ...fields as object }; }));
  expect(paths).toEqual([`spec.initContainers[0].${path}`]);
  expect(all[0].container).toBe(path === 'name' ? '#0' : 'setup');
});

it.each<[unknown, string]>([
  [{ name: 7 }, 'name'],
  [{ hostPath: '/etc' }, 'hostPath'],
  [{ hostPath: { path: 7 } }, 'hostPath.path'],
  [{ emptyDir: true }, 'emptyDir'],
  [{ emptyDir: { sizeLimit: [] } }, 'emptyDir.sizeLimit'],
  [{ emptyDir: { medium: 1 } }, 'emptyDir.medium'],
  [{ secret: 'x' }, 'secret'],
  [{ secret: { defaultMode: '0400' } }, 'secret.defaultMode'],
  [{ configMap: { items: {} } }, 'configMap.items'],
  [{ projected: { sources: [{ serviceAccountToken: { audience: 1 } }] } }, 'projected.sources[0].serviceAccountToken.audience'],
  [{ persistentVolumeClaim: { readOnly: 'true' } }, 'persistentVolumeClaim.readOnly'],
  [{ csi: { readOnly: 'true' } }, 'csi.readOnly'],
  [{ rbd: 'x' }, 'rbd'],
  [{ ephemeral: { volumeClaimTemplate: { spec: { accessModes: 'x' } } } }, 'ephemeral.volumeClaimTemplate.spec.accessModes'],
])('refuses the volume %j', (volume, path) => {
  expect(found(fieldTypes, goodPod((spec) => { spec.volumes = [volume]; }))).toEqual([`spec.volumes[0].${path}`]);
});

it.each<[unknown, string]>([
  [{ annotations: { a: 1 } }, 'annotations.a'],
  [{ annotations: ['a'] }, 'annotations'],
  [{ labels: { a: true } }, 'labels.a'],
  [{ labels: 'a' }, 'labels'],
])('refuses metadata %j', (metadata, path) => {
  const manifest = { apiVersion: 'apps/v1', kind: 'Deployment', spec: { template: { metadata, spec: {} } } };
  expect(found(fieldTypes, manifest)).toEqual([`spec.template.metadata.${path}`]);
});

it('takes null for absent, wherever it stands', () => {
  const nulls = (json: any): any => Array.isArray(json) ? [...json.map(nulls), null] : typeof json === 'object' && json !== null
    ? Object.fromEntries(Object.entries(json).map(([key, value]) => [key, typeof value === 'object' ? nulls(value) : null]))
    : json;
  const pod = goodPod();
  expect(found(fieldTypes, { ...pod, metadata: nulls(pod.metadata), spec: nulls(pod.spec) })).toEqual([]);
  expect(found(fieldTypes, { ...pod, metadata: null, spec: null })).toEqual([]);
});

it('is not taken in by the names of Object\'s own members', () => {
  const odd = JSON.parse('{"__proto__": 1, "constructor": "x", "toString": [], "securityContext": {"hasOwnProperty": 1}}');
  expect(found(fieldTypes, { apiVersion: 'v1', kind: 'Pod', spec: odd })).toEqual([]);
});

it('says what is wanted', () => {
  expect(violations(fieldTypes, goodPod((spec) => { spec.hostUsers = 'x'; spec.securityContext.runAsUser = -1; }))).toEqual([
    expect.objectContaining({ detail: 'must be a whole number from 0 to 2147483647', value: -1, container: undefined }),
    expect.objectContaining({ detail: 'must be true or false', value: 'x', container: undefined }),
  ]);
});
