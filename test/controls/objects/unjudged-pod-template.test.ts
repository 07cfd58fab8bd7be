import { unjudgedPodTemplate } from '../../../src/controls/objects/unjudged-pod-template';
import { evaluate } from '../../../src/engine/evaluate';
import { JsonObject } from '../../../src/manifest/json';
import { found, violations } from '../support';

const CONTAINERS = [{ name: 'main', image: 'app:1' }];
const unknown = (fields: JsonObject) => ({ apiVersion: 'example.com/v1', kind: 'Thing', ...fields });

test.each([
  [{ containers: CONTAINERS }, 'containers'],
  [{ spec: { template: { spec: { containers: CONTAINERS } } } }, 'spec.template.spec.containers'],
  [{ spec: { roles: [{}, { pods: [[{ containers: [null, ...CONTAINERS] }]] }] } }, 'spec.roles[1].pods[0][0].containers'],
  [{ spec: { initContainers: CONTAINERS } }, 'spec.initContainers'],
  [{ spec: { ephemeralContainers: CONTAINERS } }, 'spec.ephemeralContainers'],
])('finds the containers in %j', (fields, place) => {
  expect(found(unjudgedPodTemplate, unknown(fields))).toEqual([place]);
});

test('finds all of them, pinned by their images', () => {
  const a = { containers: CONTAINERS, initContainers: [{ name: 'i', image: 'init' }] };
  const all = unknown({ spec: { a, b: { containers: [...CONTAINERS, { name: 'x', image: 'y' }, { name: 'z' }] } } });
  expect(violations(unjudgedPodTemplate, all).map(({ pin }) => pin)).toEqual(['app:1', 'init', 'app:1 y ']);
});

test.each([
  { spec: { containers: [{ name: 'main' }, { image: 'app' }, { name: 7, image: 'app' }, null, 'text'] } },
  { spec: { containers: { name: 'main', image: 'app' } } }, { spec: { containers: null } }, { spec: { containers: 'text' } },
  { spec: { things: CONTAINERS } }, { spec: null }, {},
])('finds none in %j', (fields) => {
  expect(found(unjudgedPodTemplate, unknown(fields))).toEqual([]);
});

test.each([['v1', 'Pod'], ['apps/v1', 'Deployment'], ['argoproj.io/v1alpha1', 'Rollout']])('leaves %s %s to those who judge it', (apiVersion, kind) => {
  expect(found(unjudgedPodTemplate, { apiVersion, kind, spec: { template: { spec: { containers: CONTAINERS } } } })).toEqual([]);
});

test.each([
  [{ spec: { podSpecPatch: '{}', templates: [{}, { podSpecPatch: 'hostNetwork: true' }] } }, ['spec.podSpecPatch', 'spec.templates[1].podSpecPatch']],
  [{ spec: { templates: [{ dag: { tasks: [{ inline: { podSpecPatch: '{}' } }] } }] } }, ['spec.templates[0].dag.tasks[0].inline.podSpecPatch']],
  [{ spec: { podSpecPatch: '', templates: [{ podSpecPatch: null }, null] } }, []],
  [{ spec: { templates: [{ resource: { action: 'create', manifest: 'kind: Pod' } }, { resource: { manifestFrom: { artifact: {} } } }] } },
    ['spec.templates[0].resource.manifest', 'spec.templates[1].resource.manifestFrom']],
  [{ spec: { templates: [{ resource: null }, { resource: 'text' }, { resource: { action: 'get' } }] } }, []],
])('finds the patches in the workflow %j', (fields, places) => {
  expect(found(unjudgedPodTemplate, { apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', ...fields })).toEqual(places);
});

test('finds what Spark\'s operator alone understands', () => {
  const spec = { driver: { hostNetwork: true, cores: 1 }, executor: { hostNetwork: false, podSecurityContext: { runAsUser: 0 } } };
  expect(found(unjudgedPodTemplate, { apiVersion: 'sparkoperator.k8s.io/v1beta2', kind: 'SparkApplication', spec }))
    .toEqual(['spec.driver.hostNetwork', 'spec.executor.podSecurityContext']);
});

test('finds pipelines that are too deep within others', () => {
  const within = (pipelineSpec: unknown) => ({ tasks: [{ name: 'a', pipelineSpec }] });
  const pipeline = (spec: unknown) => ({ apiVersion: 'tekton.dev/v1', kind: 'Pipeline', spec });
  expect(found(unjudgedPodTemplate, pipeline(within(within({ tasks: [] }))))).toEqual(['spec.tasks[0].pipelineSpec.tasks[0].pipelineSpec']);
  expect(found(unjudgedPodTemplate, pipeline(within({ finally: [{ name: 'b' }, null] })))).toEqual([]);
});

test('is asked for every kind, and names the place in a list', () => {
  const findings = evaluate({ kind: 'List', items: [{ kind: 'ConfigMap' }, unknown({ containers: CONTAINERS })] },
    { level: 'hardened', version: 34, podChecks: [], dockerfileControls: [], ids: new Set(), objectControls: [unjudgedPodTemplate] });
  expect(findings.map(({ path }) => path)).toEqual([['items', 1, 'containers']]);
});
