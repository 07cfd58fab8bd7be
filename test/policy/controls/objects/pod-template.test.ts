import { JsonObject } from '../../../../src/formats/manifest/json';
import { toFieldPath } from '../../../../src/formats/manifest/paths';
import { podTemplate } from '../../../../src/policy/controls/objects/pod-template';
import { evaluate } from '../../../../src/policy/engine/evaluate';
import { profileOf } from '../../../../src/policy/engine/profile';
import { suggestWaiver } from '../../../../src/policy/waivers/suggest';
import { found, goodPod, violations } from '../support';

const SPEC = { containers: [{ name: 'main', image: 'app:1' }] };
const deployment = (spec: unknown) => ({ apiVersion: 'apps/v1', kind: 'Deployment', spec });
const NO_OBJECTS = ['text', 7, true, ['text'], [], [SPEC]];

test.each<[string, string, JsonObject]>([
  ['v1', 'Pod', { spec: SPEC }],
  ['v1', 'PodTemplate', { template: { spec: SPEC } }],
  ['batch/v1', 'CronJob', { spec: { jobTemplate: { spec: { template: { metadata: {}, spec: SPEC } } } } }],
  ...[['v1', 'ReplicationController'], ['batch/v1', 'Job'], ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].map((kind) => ['apps/v1', kind])]
    .map(([apiVersion, kind]): [string, string, JsonObject] => [apiVersion, kind, { spec: { template: { metadata: null, spec: SPEC } } }]),
])('accepts a whole %s %s, and refuses an empty one', (apiVersion, kind, fields) => {
  expect(found(podTemplate, { apiVersion, kind, ...fields })).toEqual([]);
  expect(found(podTemplate, { apiVersion, kind })).toEqual([Object.keys(fields)[0]]);
});

test.each([...NO_OBJECTS, undefined, null])('reports %j in place of an object on the path to the pod', (value) => {
  expect(found(podTemplate, deployment(value))).toEqual(['spec']);
  expect(found(podTemplate, deployment({ template: value }))).toEqual(['spec.template']);
  expect(found(podTemplate, deployment({ template: { spec: value } }))).toEqual(['spec.template.spec']);
  expect(found(podTemplate, { apiVersion: 'v1', kind: 'Pod', spec: value })).toEqual(['spec']);
  expect(found(podTemplate, { apiVersion: 'batch/v1', kind: 'CronJob', spec: { jobTemplate: value } })).toEqual(['spec.jobTemplate']);
});

test.each(NO_OBJECTS)('reports metadata of %j', (metadata) => {
  expect(found(podTemplate, deployment({ template: { metadata, spec: SPEC } }))).toEqual(['spec.template.metadata']);
  expect(found(podTemplate, deployment({ template: { metadata, spec: 'text' } }))).toEqual(['spec.template.metadata', 'spec.template.spec']);
  expect(found(podTemplate, goodPod((_, pod) => { pod.metadata = metadata; }))).toEqual(['metadata']);
});

test.each([[], null, undefined])('containers of %j count as missing', (containers) => {
  expect(found(podTemplate, deployment({ template: { spec: { containers, initContainers: SPEC.containers } } }))).toEqual(['spec.template.spec.containers']);
});

test.each([
  [{ ...deployment('text') }, 'spec'],
  [{ ...deployment([SPEC]) }, 'spec'],
  [{ ...deployment({ template: 'x' }) }, 'spec.template'],
  [{ ...deployment({ template: { metadata: 'x', spec: SPEC } }) }, 'spec.template.metadata'],
  [{ ...deployment({ template: { spec: {} } }) }, 'spec.template.spec.containers'],
  [{ ...deployment({ template: { spec: { containers: 'text' } } }) }, 'spec.template.spec.containers'],
  [{ ...deployment({ template: { spec: { containers: {} } } }) }, 'spec.template.spec.containers'],
])('every profile reports %j once', (manifest, place) => {
  for (const level of ['pss-baseline', 'pss-restricted', 'hardened'] as const) {
    const places = evaluate(manifest, profileOf(level)).map(({ path }) => toFieldPath(path));
    expect(places.filter((path) => path === place)).toEqual([place]);
  }
});

test.each([
  [deployment('text'), 'must be an object'],
  [deployment({ template: { metadata: 'x', spec: SPEC } }), 'must be an object'],
  [deployment({ template: { spec: { containers: [] } } }), 'must contain at least one container'],
])('explains what is wrong in %j', (manifest, detail) => {
  expect(violations(podTemplate, manifest).map((violation) => violation.detail)).toEqual([detail]);
});

test('no waiver helps, since the API server refuses the workload', () => {
  const [finding] = evaluate(deployment('text'), profileOf('hardened')).filter(({ control }) => control === podTemplate);
  expect(suggestWaiver(finding)).toBeUndefined();
});
