import { LATEST_VERSION } from '../../../../src/formats/manifest/version';
import { FIELD_AVAILABILITY, OlderServer } from '../../../../src/policy/controls/startup/field-availability';
import { newerThanTarget } from '../../../../src/policy/controls/startup/newer-than-target';
import { found, goodContainer, goodPod, violations } from '../support';

const OWNERS = ['spec', 'spec.initContainers[0]', 'spec.containers[0]', 'spec.ephemeralContainers[0]'];

const podWith = (change: (spec: any) => void) => goodPod((spec) => {
  spec.ephemeralContainers = [goodContainer('debug')];
  change(spec);
});
const inContexts = (field: string, value: unknown) => podWith((spec) => {
  for (const owner of [spec, spec.initContainers[0], spec.containers[0], spec.ephemeralContainers[0]]) {
    owner.securityContext[field] = value;
  }
});

it.each([
  ['appArmorProfile', { type: 'RuntimeDefault' }, 30],
  ['supplementalGroupsPolicy', 'Strict', 33],
])('%s in every security context is reported before its version', (field, value, since) => {
  const places = OWNERS.map((owner) => `${owner}.securityContext.${field}`);
  for (let minor = 0; minor <= LATEST_VERSION; minor++) {
    expect(found(newerThanTarget, inContexts(field, value), `1.${minor}`)).toEqual(minor < since ? places : []);
  }
  expect(found(newerThanTarget, inContexts(field, null), '1.0')).toEqual([]);
  expect(violations(newerThanTarget, inContexts(field, value), '1.0')[0].detail).toBe(`needs Kubernetes 1.${since}, and an older API server drops it without an error`);
});

type Case = [field: string, since: number | undefined, older: OlderServer, change: (spec: any, main: any, init: any) => void];
const volume = (source: object) => (spec: any) => { spec.volumes.push({ name: 'x', ...source }); };
const projected = (source: object) => volume({ projected: { sources: [{ secret: { name: 'x' } }, source] } });

const LABEL_KEYS = ['matchLabelKeys', 'mismatchLabelKeys'];

const CASES: Case[] = [
  ...['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((probe): Case[] => [
    [`spec.containers[0].${probe}.grpc`, 24, 'rejects', (_, main) => { main[probe] = { grpc: { port: 1 } }; }],
    [`spec.containers[0].${probe}.terminationGracePeriodSeconds`, 25, 'drops', (_, main) => {
      main[probe] = { tcpSocket: { port: 1 }, terminationGracePeriodSeconds: 5 };
    }],
  ]),
  ['spec.topologySpreadConstraints[0].nodeAffinityPolicy', 26, 'drops', (spec) => { spec.topologySpreadConstraints = [{ nodeAffinityPolicy: 'Ignore' }]; }],
  ['spec.topologySpreadConstraints[0].nodeTaintsPolicy', 26, 'drops', (spec) => { spec.topologySpreadConstraints = [{ nodeTaintsPolicy: 'Honor' }]; }],
  ['spec.topologySpreadConstraints[1].matchLabelKeys', 27, 'drops', (spec) => { spec.topologySpreadConstraints = [{}, { matchLabelKeys: ['a'] }]; }],
  ['spec.topologySpreadConstraints[0].minDomains', 27, 'drops', (spec) => { spec.topologySpreadConstraints = [{ minDomains: 2 }]; }],
  ['spec.schedulingGates', 27, 'drops', (spec) => { spec.schedulingGates = [{ name: 'a' }]; }],
  ['spec.initContainers[0].restartPolicy', 29, 'drops', (_, __, init) => { init.restartPolicy = 'Always'; }],
  ['spec.containers[0].lifecycle.preStop.sleep', 30, 'rejects', (_, main) => { main.lifecycle = { preStop: { sleep: { seconds: 5 } } }; }],
  ['spec.containers[0].lifecycle.postStart.sleep', 30, 'rejects', (_, main) => { main.lifecycle = { postStart: { sleep: { seconds: 5 } } }; }],
  ['spec.containers[0].volumeMounts[0].recursiveReadOnly', 31, 'drops', (_, main) => { main.volumeMounts[0].recursiveReadOnly = 'Enabled'; }],
  ...['podAffinity', 'podAntiAffinity'].flatMap((kind) => [LABEL_KEYS, [...LABEL_KEYS].reverse()].flatMap(([keys, others]): Case[] => [
    [`spec.affinity.${kind}.requiredDuringSchedulingIgnoredDuringExecution[0].${keys}`, 31, 'drops', (spec) => {
      spec.affinity = { [kind]: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone', [keys]: ['a'], [others]: [] }] } };
    }],
    [`spec.affinity.${kind}.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.${keys}`, 31, 'drops', (spec) => {
      const podAffinityTerm = { topologyKey: 'zone', [keys]: ['a'], [others]: null };
      spec.affinity = { [kind]: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm }] } };
    }],
  ])),
  ['spec.containers[0].securityContext.procMount', 33, 'drops', (_, main) => { main.securityContext.procMount = 'Unmasked'; }],
  ['spec.securityContext.seLinuxChangePolicy', 33, 'drops', (spec) => { spec.securityContext.seLinuxChangePolicy = 'Recursive'; }],
  ['spec.resources', 34, 'drops', (spec) => { spec.resources = { limits: { cpu: '1' } }; }],
  ['spec.resourceClaims', 34, 'drops', (spec) => { spec.resourceClaims = [{ name: 'gpu' }]; }],
  ['spec.containers[0].resources.claims', 34, 'drops', (_, main) => { main.resources.claims = [{ name: 'gpu' }]; }],
  ['spec.volumes[2].ephemeral.volumeClaimTemplate.spec.volumeAttributesClassName', 34, 'drops',
    volume({ ephemeral: { volumeClaimTemplate: { spec: { volumeAttributesClassName: 'fast' } } } })],
  ['spec.volumes[2].image', 35, 'drops', volume({ image: { reference: 'app:1' } })],
  ['spec.hostnameOverride', 35, 'drops', (spec) => { spec.hostnameOverride = 'a'; }],
  ['spec.containers[0].restartPolicy', 35, 'rejects', (_, main) => { main.restartPolicy = 'Never'; }],
  ['spec.containers[0].restartPolicy', 35, 'rejects', (_, main) => { main.restartPolicy = 'Always'; }],
  ['spec.initContainers[0].restartPolicyRules', 35, 'drops', (_, __, init) => { init.restartPolicyRules = [{ action: 'Restart' }]; }],
  ['spec.containers[0].env[1].valueFrom.fileKeyRef', 35, 'rejects', (_, main) => {
    main.env = [{ name: 'A', value: 'a' }, { name: 'B', valueFrom: { fileKeyRef: { volumeName: 'x', path: 'y', key: 'z' } } }];
  }],
  ['spec.volumes[2].projected.sources[1].podCertificate', 37, 'drops', projected({ podCertificate: { signerName: 'x/y' } })],
  ['spec.containers[0].lifecycle.stopSignal', undefined, 'drops', (_, main) => { main.lifecycle = { stopSignal: 'SIGUSR1' }; }],
  ['spec.volumes[2].projected.sources[1].clusterTrustBundle', undefined, 'drops', projected({ clusterTrustBundle: { name: 'x', path: 'y' } })],
  ['spec.volumes[2].emptyDir.mode', undefined, 'drops', volume({ emptyDir: { mode: 0o1777 } })],
  ['spec.containers[0].volumeMounts[0].bindMountOptions', undefined, 'drops', (_, main) => { main.volumeMounts[0].bindMountOptions = ['noexec']; }],
];

const DETAILS = { drops: /, (?:and an older|so the) API server drops it without an error$/, rejects: /, and an older API server rejects the pod$/ };

it.each(CASES)('%s is reported before 1.%s: the API server %s it', (field, since, older, change) => {
  const pod = podWith((spec) => change(spec, spec.containers[0], spec.initContainers[0]));
  expect(violations(newerThanTarget, pod, '1.0').map(({ detail }) => detail)).toEqual([expect.stringMatching(DETAILS[older])]);
  for (let minor = 20; minor <= LATEST_VERSION; minor++) {
    expect(found(newerThanTarget, pod, `1.${minor}`)).toEqual(since === undefined || minor < since ? [field] : []);
  }
});

it('every field of the data has a test case', () => {
  const placeOf = (field: string) => field.replace(/^spec\.(?:\w+ontainers\[\d+\]\.)?/, '').replace(/\[\d+\]/g, '[]');
  const tested = new Set([...CASES.map(([field]) => placeOf(field)), 'securityContext.appArmorProfile', 'securityContext.supplementalGroupsPolicy']);
  expect(new Set(FIELD_AVAILABILITY.map(({ field }) => field))).toEqual(tested);
});

it.each<[string, (spec: any, main: any, init: any) => void]>([
  ['an init container without a restart policy of its own', (_, __, init) => { init.restartPolicy = null; }],
  ['procMount of the pod itself, where there is no such field,', (spec) => { spec.securityContext.procMount = 'Unmasked'; }],
  ['a hostname override of a container, where there is no such field,', (_, main) => { main.hostnameOverride = 'a'; }],
  ['procMount Default', (_, main) => { main.securityContext.procMount = 'Default'; }],
  ['empty lists', (spec) => { Object.assign(spec, { schedulingGates: [], resourceClaims: [] }); }],
  ['the restart policy of the pod', (spec) => { spec.restartPolicy = 'Always'; }],
])('accepts %s in every version', (_, change) => {
  expect(found(newerThanTarget, podWith((spec) => change(spec, spec.containers[0], spec.initContainers[0])), '1.0')).toEqual([]);
});

it.each<[number, object, string]>([
  [29, { lifecycle: { preStop: { sleep: { seconds: 1 } } } }, 'needs Kubernetes 1.30, and an older API server rejects the pod'],
  [37, { lifecycle: { stopSignal: 'SIGUSR1' } }, 'is off by default in every version up to 1.37, so the API server drops it without an error'],
])('explains what the API server of 1.%i does with %j', (minor, fields, detail) => {
  const pod = podWith((spec) => Object.assign(spec.containers[0], fields));
  expect(violations(newerThanTarget, pod, `1.${minor}`)).toMatchObject([{ container: 'main', detail }]);
});

it('ignores resources of a partial pod, which the operator gives to its container', () => {
  const prometheus = (fields: object) => ({ apiVersion: 'monitoring.coreos.com/v1', kind: 'Prometheus', spec: { resources: { limits: { cpu: '1' } }, ...fields } });
  expect(found(newerThanTarget, prometheus({}), '1.30')).toEqual([]);
  expect(found(newerThanTarget, prometheus({ volumes: [{ name: 'x', image: {} }] }), '1.30')).toEqual(['spec.volumes[0].image']);
});

it('reports a field that a part of a pod inherits', () => {
  const securityContext = { appArmorProfile: { type: 'RuntimeDefault' } };
  const workflow = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', spec: { securityContext, templates: [{ name: 'a', container: { image: 'app:1' } }] } };
  expect(found(newerThanTarget, workflow, '1.29')).toEqual(['spec', 'spec.templates[0]'].map((place) => `${place}.securityContext.appArmorProfile`));
  expect(found(newerThanTarget, workflow, '1.30')).toEqual([]);
});

it('reports every field that is too new', () => {
  const pod = podWith((spec) => {
    Object.assign(spec.securityContext, { appArmorProfile: {}, supplementalGroupsPolicy: 'Merge' });
    spec.volumes = [{ name: 'x', image: {} }];
  });
  expect(found(newerThanTarget, pod, '1.29')).toHaveLength(3);
  expect(found(newerThanTarget, pod, '1.30')).toHaveLength(2);
  expect(found(newerThanTarget, pod, '1.33')).toHaveLength(1);
});

it.each(['text', 7, [], null, [null], [7]])('survives fields of %j', (odd) => {
  const fields = ['affinity', 'topologySpreadConstraints', 'volumes', 'securityContext'];
  const ofContainer = ['env', 'volumeMounts', 'lifecycle', 'livenessProbe', 'securityContext'];
  const pod = podWith((spec) => {
    Object.assign(spec, Object.fromEntries(fields.map((field) => [field, odd])));
    Object.assign(spec.containers[0], Object.fromEntries(ofContainer.map((field) => [field, odd])));
  });
  expect(found(newerThanTarget, pod, '1.0')).toEqual([]);
  expect(found(newerThanTarget, podWith((spec) => { spec.containers = [odd]; }), '1.0')).toEqual([]);
});
