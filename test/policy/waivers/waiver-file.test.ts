import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { stringify } from 'yaml';
import { Path } from '../../../src/formats/manifest/json';
import { refText } from '../../../src/formats/manifest/object-ref';
import { readWaiverFile } from '../../../src/policy/waivers/read-waiver-file';
import { isTarget, otherNamespace, parseTarget } from '../../../src/policy/waivers/target';
import { parseWaiverFile } from '../../../src/policy/waivers/waiver-file';

const ENTRY = { control: 'privileged', reason: 'loads a kernel module', target: { kind: 'Pod', name: 'web' } };
const ALL = {
  waivers: [{
    control: 'host-path-volumes',
    reason: 'reads the logs of the node',
    allow: ['/var/log'],
    containers: ['main'],
    expires: '2027-06-30',
    owner: 'ops',
    ticket: 'OPS-1',
    target: { kind: 'DaemonSet', namespace: 'logs', name: 'agent' },
  }],
  neverWaive: ['privileged'],
  maxWaiverDays: 90,
};

test('reads every field', () => {
  const { target, ...waiver } = ALL.waivers[0];
  expect(parseWaiverFile(ALL)).toEqual({ waivers: [{ waiver, target }], neverWaive: ['privileged'], maxWaiverDays: 90 });
});

test('every field can be omitted', () => {
  expect(parseWaiverFile({})).toEqual({ waivers: [], neverWaive: [], maxWaiverDays: undefined });
});

describe('an invalid waiver file is refused with the index of the entry', () => {
  test.each<[unknown, string]>([
    [null, 'a waiver file must be an object with the list `waivers`'],
    [[ENTRY], 'a waiver file must be an object with the list `waivers`'],
    [{ waiver: [] }, 'the waiver file has no field "waiver": did you mean "waivers"?'],
    [{ waivers: {} }, '`waivers` must be a list'],
    [{ neverWaive: 'privileged' }, '`neverWaive` must be a list of control ids'],
    [{ neverWaive: ['privileged', 'root'] }, 'neverWaive[1]: unknown control "root"'],
    [{ maxWaiverDays: 0 }, '`maxWaiverDays` must be a whole number of days'],
    [{ maxWaiverDays: 1.5 }, '`maxWaiverDays` must be a whole number of days'],
    [{ maxWaiverDays: '90' }, '`maxWaiverDays` must be a whole number of days'],
    [{ waivers: [ENTRY, null] }, 'waivers[1]: a waiver must be an object with at least `control`, `reason` and `target`, '
      + 'or with `controls` or `profile` instead of `control`'],
    [{ waivers: ['privileged'] }, 'waivers[0]: a waiver must be an object with at least `control`, `reason` and `target`'],
    [{ waivers: [{ ...ENTRY, control: undefined }] }, 'waivers[0]: a waiver must be an object with at least'],
    [{ waivers: [{ ...ENTRY, control: 'privilege' }] }, 'waivers[0]: unknown control "privilege": did you mean "privileged"?'],
    [{ waivers: [{ ...ENTRY, reason: 'because' }] }, 'waivers[0]: waiver of "privileged": reason "because" is too short'],
    [{ waivers: [{ ...ENTRY, expires: '2027-02-30' }] }, 'waivers[0]: waiver of "privileged": expires "2027-02-30" is not a valid date'],
    [{ waivers: [{ ...ENTRY, container: 'main' }] },
      'waivers[0]: a waiver has no field "container": did you mean "containers"?'],
    [{ waivers: [{ ...ENTRY, targets: {} }] }, 'waivers[0]: a waiver has no field "targets": did you mean "target"?'],
    [{ waivers: [{ ...ENTRY, containers: 'main' }] }, 'waivers[0]: waiver of "privileged": containers must be a list of names'],
    [{ waivers: [{ ...ENTRY, allow: [0] }] }, 'waivers[0]: waiver of "privileged": allow must be a list of names'],
    [{ waivers: [{ ...ENTRY, target: undefined }] }, 'waivers[0]: `target` must name the object'],
    [{ waivers: [{ ...ENTRY, target: 'web' }] }, 'waivers[0]: `target` must name the object'],
    [{ waivers: [{ ...ENTRY, target: { kind: 'Pod' } }] }, 'waivers[0]: `target` must name the object'],
    [{ waivers: [{ ...ENTRY, target: { name: 'web' } }] }, 'waivers[0]: `target` must name the object'],
    [{ waivers: [{ ...ENTRY, target: { kind: 'Pod', name: 'web', namespace: 1 } }] }, 'waivers[0]: `target` must name the object'],
    [{ waivers: [{ ...ENTRY, target: { kind: 'Pod', name: 'web', labels: {} } }] }, 'waivers[0]: a target has no field "labels": the fields are kind, name, namespace, apiGroup'],
  ])('refuses %j', (content, message) => {
    expect(() => parseWaiverFile(content)).toThrow(message);
  });
});

test.each<[unknown, Path]>([
  [{ waiver: [] }, ['waiver']],
  [{ waivers: {} }, ['waivers']],
  [{ neverWaive: 'privileged' }, ['neverWaive']],
  [{ neverWaive: ['privileged', 'root'] }, ['neverWaive', 1]],
  [{ maxWaiverDays: 0 }, ['maxWaiverDays']],
  [{ waivers: [ENTRY, null] }, ['waivers', 1]],
  [{ waivers: [{ ...ENTRY, reason: 'because' }] }, ['waivers', 0, 'reason']],
  [{ waivers: [{ ...ENTRY, target: undefined }] }, ['waivers', 0, 'target']],
  [{ waivers: [{ ...ENTRY, target: { kind: 'Pod', name: 'web', labels: {} } }] }, ['waivers', 0, 'target', 'labels']],
])('the error for the file %j is at %j', (content, path) => {
  expect(() => parseWaiverFile(content)).toThrow(expect.objectContaining({ path }));
});

test.each<[object, boolean]>([
  [{ kind: 'Pod', metadata: { name: 'web', namespace: 'shop' } }, true],
  [{ kind: 'Pod', metadata: { name: 'web' } }, false],
  [{ kind: 'Pod', metadata: { name: 'web', namespace: 'other' } }, false],
  [{ kind: 'Job', metadata: { name: 'web', namespace: 'shop' } }, false],
  [{ kind: 'Pod', metadata: { generateName: 'web', namespace: 'shop' } }, false],
  [{ kind: 'Pod', metadata: { name: '', generateName: 'web', namespace: 'shop' } }, false],
  [{ kind: 'Pod' }, false],
])('Pod shop/web matches the target %j: %s', (object, expected) => {
  expect(isTarget({ kind: 'Pod', namespace: 'shop', name: 'web' }, object as never)).toBe(expected);
});

test.each([{ name: '' }, { generateName: '' }, {}])('a target whose name is empty does not match an object with %j', (metadata) => {
  expect(isTarget({ kind: 'Pod', name: '' }, { kind: 'Pod', metadata })).toBe(false);
});

test.each<[string | undefined, object, string | undefined]>([
  ['shop', { name: 'web', namespace: 'eu' }, 'eu'],
  ['shop', { name: 'web' }, ''],
  [undefined, { name: 'web', namespace: 'eu' }, 'eu'],
  ['shop', { name: 'web', namespace: 'shop' }, undefined],
  [undefined, { name: 'web' }, undefined],
  ['shop', { name: 'db', namespace: 'eu' }, undefined],
])('with the namespace %j a target differs from an object with %j only in the namespace %j', (namespace, metadata, expected) => {
  expect(otherNamespace({ kind: 'Pod', name: 'web', namespace }, { kind: 'Pod', metadata })).toBe(expected);
});

test('a target without a namespace matches only objects without one', () => {
  const target = { kind: 'Pod', name: 'web' };
  expect(isTarget(target, { kind: 'Pod', metadata: { name: 'web' } })).toBe(true);
  expect(isTarget(target, { kind: 'Pod', metadata: { name: 'web', namespace: 'default' } })).toBe(false);
  expect([refText(target), refText({ ...target, namespace: 'shop' })]).toEqual(['Pod web', 'Pod shop/web']);
});

test.each([
  ['Service', 'v1', undefined, true],
  ['Service', 'serving.knative.dev/v1', undefined, false],
  ['Service', 'serving.knative.dev/v1', 'serving.knative.dev', true],
  ['Service', 'v1', 'serving.knative.dev', false],
  ['Service', 'v1', '', true],
  ['Deployment', 'apps/v1', undefined, true],
  ['Ingress', 'networking.k8s.io/v1', undefined, true],
  ['Ingress', 'networking.x-k8s.io/v1', undefined, false],
  ['Ingress', 'fakek8s.io/v1', undefined, false],
  ['Ingress', 'k8s.io.example/v1', undefined, false],
  ['Thing', 'example.com/v1', undefined, true],
])('a target of kind %s matches apiVersion %s with the API group %p: %p', (kind, apiVersion, apiGroup, expected) => {
  expect(isTarget({ kind, name: 'web', apiGroup }, { apiVersion, kind, metadata: { name: 'web' } })).toBe(expected);
});

/** Kinds of which other groups have, or could have, their own. */
const KUBERNETES_KINDS = `Pod PodTemplate ReplicationController Deployment StatefulSet DaemonSet ReplicaSet Job CronJob Service Endpoints EndpointSlice
  Ingress IngressClass NetworkPolicy ConfigMap Secret ServiceAccount Namespace Node Event PersistentVolume PersistentVolumeClaim StorageClass
  VolumeAttachment CSIDriver CSINode LimitRange ResourceQuota Role ClusterRole RoleBinding ClusterRoleBinding HorizontalPodAutoscaler
  PodDisruptionBudget PriorityClass RuntimeClass Lease CustomResourceDefinition APIService MutatingWebhookConfiguration
  ValidatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding CertificateSigningRequest ResourceClaim
  ResourceClaimTemplate DeviceClass`.split(/\s+/);

test.each(KUBERNETES_KINDS)('a target of kind %s without an API group matches no custom resource of that kind', (kind) => {
  expect(isTarget({ kind, name: 'web' }, { apiVersion: 'example.com/v1', kind, metadata: { name: 'web' } })).toBe(false);
  expect(isTarget({ kind, name: 'web' }, { apiVersion: 'any.k8s.io/v1', kind, metadata: { name: 'web' } })).toBe(true);
});

test.each([{ namespace: 'shop' }, { apiGroup: 'apps' }])('a target of kind Dockerfile must not have %j', (fields) => {
  expect(() => parseTarget({ kind: 'Dockerfile', name: 'web', ...fields })).toThrow('`target` is a Dockerfile, which has no namespace');
  expect(parseTarget({ kind: 'Deployment', name: 'web', ...fields })).toEqual({ kind: 'Deployment', name: 'web', ...fields });
});

test('a target of kind Dockerfile needs only a name', () => {
  expect(parseTarget({ kind: 'Dockerfile', name: 'web' })).toEqual({ kind: 'Dockerfile', name: 'web' });
});

test('the API group of a target must be a text', () => {
  expect(() => parseTarget({ kind: 'Pod', name: 'web', apiGroup: 1 })).toThrow('`target` must name the object');
});

describe('reading a waiver file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waiver-file-'));
  const path = join(folder, 'waivers.yaml');
  afterAll(() => rmSync(folder, { recursive: true }));

  function read(text: string) {
    writeFileSync(path, text);
    return readWaiverFile(path);
  }

  test.each([
    ['YAML', stringify(ALL)],
    ['YAML after a separator and a comment', `# reviewed by security\n---\n${stringify(ALL)}---\n`],
    ['YAML whose date is not a string', stringify(ALL).replace('"2027-06-30"', '2027-06-30')],
    ['JSON', JSON.stringify(ALL)],
  ])('reads %s', (_, text) => {
    const { waivers, ...limits } = read(text);
    expect({ ...limits, waivers: waivers.map(({ place, ...waiver }) => waiver) }).toEqual(parseWaiverFile(ALL));
    expect(waivers.map(({ place }) => place?.path)).toEqual([['waivers', 0]]);
  });

  test.each([
    ['', ': a waiver file must be an object'],
    [`${stringify(ALL)}---\n${stringify(ALL)}`, ': it has several documents: keep one'],
    ['waivers:\n  - a: [\n', ':3:1: '],
    ['waivers: []\nwaivers: []\n', ':2:1: '],
    [stringify({ waivers: [ENTRY, {}] }), ': waivers[1]: '],
  ])('refuses %j with its line and column', (text, expected) => {
    expect(() => read(text)).toThrow(`${path}${expected}`);
  });

  test('refuses a missing file', () => {
    expect(() => readWaiverFile(join(folder, 'nope.yaml'))).toThrow(new Error(`${join(folder, 'nope.yaml')}: no such file or folder`));
    expect(() => readWaiverFile('nope.yaml')).toThrow(new Error(`nope.yaml: no such file or folder (relative to ${process.cwd()})`));
  });
});
