import { JsonObject } from '../../../src/formats/manifest/json';
import { toFieldPath } from '../../../src/formats/manifest/paths';
import { groupKind, groupOf, objectsIn, podsOf } from '../../../src/formats/manifest/workload';

const SPEC = { containers: [{ name: 'main', image: 'app:1' }] };
const TEMPLATE = { metadata: { annotations: { a: 'b' } }, spec: SPEC };

test.each<[string, string, JsonObject, string]>([
  ['v1', 'Pod', TEMPLATE, ''],
  ['v1', 'PodTemplate', { template: TEMPLATE }, 'template.'],
  ['v1', 'ReplicationController', { spec: { template: TEMPLATE } }, 'spec.template.'],
  ['apps/v1', 'Deployment', { spec: { template: TEMPLATE } }, 'spec.template.'],
  ['apps/v1', 'StatefulSet', { spec: { template: TEMPLATE } }, 'spec.template.'],
  ['apps/v1', 'DaemonSet', { spec: { template: TEMPLATE } }, 'spec.template.'],
  ['apps/v1beta2', 'ReplicaSet', { spec: { template: TEMPLATE } }, 'spec.template.'],
  ['extensions/v1beta1', 'Deployment', { spec: { template: TEMPLATE } }, 'spec.template.'],
  ['extensions/v1beta1', 'DaemonSet', { spec: { template: TEMPLATE } }, 'spec.template.'],
  ['extensions/v1beta1', 'ReplicaSet', { spec: { template: TEMPLATE } }, 'spec.template.'],
  ['batch/v1', 'Job', { spec: { template: TEMPLATE } }, 'spec.template.'],
  ['batch/v1beta1', 'CronJob', { spec: { jobTemplate: { spec: { template: TEMPLATE } } } }, 'spec.jobTemplate.spec.template.'],
])('finds the pod of %s %s', (apiVersion, kind, fields, place) => {
  const [pod, ...others] = podsOf({ apiVersion, kind, ...fields });
  expect(others).toEqual([]);
  expect(pod.json).toBe(SPEC);
  expect(toFieldPath(pod.path)).toBe(`${place}spec`);
  expect(pod.metadata).toBe(TEMPLATE.metadata);
  expect(toFieldPath(pod.metadataPath)).toBe(`${place}metadata`);
  expect(pod.containers.map(({ path }) => toFieldPath(path))).toEqual([`${place}spec.containers[0]`]);
});

test.each([
  ['v1', 'ConfigMap'], ['v1', 'Deployment'], ['apps/v1', 'Pod'], ['apps/v1', 'deployment'], ['example.com/v1', 'Deployment'], ['v1', undefined], [undefined, 'Deployment'], [7, {}],
])('finds no pod in %p %p', (apiVersion, kind) => {
  expect(podsOf({ apiVersion, kind, ...TEMPLATE, template: TEMPLATE })).toEqual([]);
});

test.each([undefined, null, 'text', 7, [], { template: null }, { template: 'text' }, { template: { spec: [] } }, { template: { spec: { containers: {} } } }])(
  'finds no containers in a spec of %p', (spec) => {
    const [pod] = podsOf({ apiVersion: 'apps/v1', kind: 'Deployment', spec });
    expect(pod.containers).toEqual([]);
    expect(pod.securityContext).toEqual({});
    expect(toFieldPath(pod.path)).toBe('spec.template.spec');
  });

test('finds containers of every list, in the order of Pod Security', () => {
  const spec = { containers: [{ name: 'c' }, null], ephemeralContainers: [{ name: 'e' }], initContainers: [{ name: 'i' }] };
  const { containers } = podsOf({ apiVersion: 'v1', kind: 'Pod', spec })[0];
  expect(containers.map(({ name, path }) => [name, toFieldPath(path)])).toEqual([
    ['i', 'spec.initContainers[0]'], ['c', 'spec.containers[0]'], ['#1', 'spec.containers[1]'], ['e', 'spec.ephemeralContainers[0]'],
  ]);
  expect(containers.map(({ isEphemeral }) => isEphemeral)).toEqual([false, false, false, true]);
});

test.each([undefined, null, 7, ''])('a container whose name is %p is identified by its index', (name) => {
  const spec = { containers: [{ name: 'c' }, { name }] };
  expect(podsOf({ apiVersion: 'v1', kind: 'Pod', spec })[0].containers[1].name).toBe('#1');
});

test('reads the names of claim templates', () => {
  const volumeClaimTemplates = [{ metadata: { name: 'data' } }, { metadata: {} }, null];
  expect(podsOf({ apiVersion: 'apps/v1', kind: 'StatefulSet', spec: { template: TEMPLATE, volumeClaimTemplates } })[0].claimTemplates).toEqual(['data', '', '']);
});

test('prefixes paths with the path of the list item', () => {
  expect(toFieldPath(podsOf({ apiVersion: 'v1', kind: 'Pod', ...TEMPLATE }, ['items', 2])[0].containers[0].path)).toBe('items[2].spec.containers[0]');
});

test.each([['v1', ''], ['apps/v1', 'apps'], ['rbac.authorization.k8s.io/v1', 'rbac.authorization.k8s.io'], ['', ''], [undefined, ''], [7, '']])(
  'the group of %p is %p', (apiVersion, group) => {
    expect(groupOf(apiVersion)).toBe(group);
    expect(groupKind({ apiVersion, kind: 'Thing' })).toBe(`${group}/Thing`);
  });

const POD: JsonObject = { apiVersion: 'v1', kind: 'Pod', ...TEMPLATE };
const located = (document: JsonObject) => objectsIn(document)
  .map(({ object, path }) => [toFieldPath(path), groupKind(object), podsOf(object, path).length]);

test('an object without items is returned as it is', () => {
  expect(objectsIn(POD)).toEqual([{ object: POD, path: [] }]);
  expect(located({ ...POD, items: {} })).toEqual([['', '/Pod', 1]]);
});

test('returns the items of a list', () => {
  expect(located({ apiVersion: 'v1', kind: 'List', items: [{ kind: 'Secret' }, null, 'text', [], POD] }))
    .toEqual([['items[0]', '/Secret', 0], ['items[4]', '/Pod', 1]]);
});

test.each(['ConfigMap', 'Pod', undefined])('an object of kind %s with items is evaluated both as an object and as a list', (kind) => {
  expect(located({ apiVersion: 'v1', kind, items: [POD] })).toEqual([['', `/${kind ?? ''}`, kind === 'Pod' ? 1 : 0], ['items[0]', '/Pod', 1]]);
});

test.each([['v1', 'PodList', {}, '/Pod'], ['apps/v1', 'DeploymentList', {}, 'apps/Deployment'], ['apps/v1', 'DeploymentList', POD, '/Pod']])(
  'items of a %s %s need no kind', (apiVersion, kind, item, itemKind) => {
    expect(located({ apiVersion, kind, items: [item] })).toEqual([['items[0]', itemKind, 1]]);
  });

test('the path of an item without a kind is its path in the list', () => {
  const [{ object, path }] = objectsIn({ apiVersion: 'v1', kind: 'PodList', items: [TEMPLATE] });
  expect(podsOf(object, path)[0].json).toBe(SPEC);
});
