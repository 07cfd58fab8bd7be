import { JsonObject } from '../../../../src/formats/manifest/json';
import { unevaluatedPodTemplate } from '../../../../src/policy/controls/objects/unevaluated-pod-template';
import { evaluate } from '../../../../src/policy/engine/evaluate';
import { found, violations } from '../support';

const CONTAINERS = [{ name: 'main', image: 'app:1' }];
const unknown = (fields: JsonObject) => ({ apiVersion: 'example.com/v1', kind: 'Thing', ...fields });
const ofKind = (apiVersion: string, kind: string, spec: unknown) => ({ apiVersion, kind, spec });

test.each([
  [{ containers: CONTAINERS }, 'containers'],
  [{ spec: { template: { spec: { containers: CONTAINERS } } } }, 'spec.template.spec.containers'],
  [{ spec: { roles: [{}, { pods: [[{ containers: [null, ...CONTAINERS] }]] }] } }, 'spec.roles[1].pods[0][0].containers'],
  [{ spec: { initContainers: CONTAINERS } }, 'spec.initContainers'],
  [{ spec: { ephemeralContainers: CONTAINERS } }, 'spec.ephemeralContainers'],
])('reports the containers in %j', (fields, place) => {
  expect(found(unevaluatedPodTemplate, unknown(fields))).toEqual([place]);
});

test.each([
  ['containers without an image, which are merged by name', { spec: { containers: [{ name: 'main' }] } }, 'spec.containers'],
  ['containers without a name', { spec: { containers: [{ securityContext: {} }] } }, 'spec.containers'],
  ['lists with another name', { spec: { extraContainers: CONTAINERS, sidecars: CONTAINERS } }, 'spec.extraContainers spec.sidecars'],
  ['an image next to pod fields', { spec: { image: 'app:1', volumes: [] } }, 'spec'],
  ['an image that is an object', { spec: { image: { repository: 'app' }, env: [] } }, 'spec'],
  ['an image by its tag', { spec: { image: { tag: '1' }, env: [] } }, 'spec'],
  ['a list in which one container has an image', { spec: { extraContainers: [{ name: 'a' }, ...CONTAINERS] } }, 'spec.extraContainers'],
  ['only the outermost of nested places', { spec: { image: 'app:1', securityContext: { runAsUser: 1 }, sidecars: CONTAINERS } }, 'spec'],
  ['a security context alone', { spec: { podSecurityContext: { runAsUser: 1 } } }, 'spec.podSecurityContext'],
  ['a pod template in a file', { spec: { sparkConf: { 'spark.kubernetes.driver.podTemplateFile': 's3://a/b.yaml' } } },
    'spec.sparkConf["spark.kubernetes.driver.podTemplateFile"]'],
  ['a pod template without containers', { spec: { podTemplate: { spec: { hostNetwork: false } } } }, 'spec.podTemplate'],
])('reports %s', (_, fields, places) => {
  expect(found(unevaluatedPodTemplate, unknown(fields)).join(' ')).toBe(places);
});

test.each([
  'args', 'command', 'env', 'envFrom', 'extraEnv', 'extraVolumeMounts', 'extraVolumes', 'hostIPC', 'hostNetwork', 'hostPID', 'ports', 'podSecurityContext',
  'resources', 'securityContext', 'containerSecurityContext', 'volumeMounts', 'volumes',
])('reports an image next to %s', (field) => {
  expect(found(unevaluatedPodTemplate, unknown({ spec: { image: 'app:1', [field]: {} } }))).toEqual(['spec']);
  expect(found(unevaluatedPodTemplate, unknown({ spec: { image: 'app:1', [field]: null } }))).toEqual([]);
});

test.each(['image', 'imageName', 'containerImage', 'dockerImage'])('reports a container with its image in %s', (field) => {
  expect(found(unevaluatedPodTemplate, unknown({ spec: { sidecars: [{ [field]: 'app:1' }] } }))).toEqual(['spec.sidecars']);
});

test('reports every place, identified by its images, or by its path if there are none', () => {
  const a = { containers: CONTAINERS, initContainers: [{ name: 'i', image: 'init' }] };
  const all = unknown({ spec: { a, b: { containers: [...CONTAINERS, { name: 'x', image: 'y' }, { name: 'z' }] }, c: { containers: [null, { name: 'z' }] }, d: { image: 'd', ports: [] } } });
  expect(violations(unevaluatedPodTemplate, all).map(({ allowKey }) => allowKey)).toEqual([
    'spec.a.containers: app:1', 'spec.a.initContainers: init', 'spec.b.containers: app:1 y', 'spec.c.containers', 'spec.d: d',
  ]);
});

test.each([
  { spec: { containers: [null, 'text'] } }, { spec: { steps: [{ name: 'a', run: 'b' }] } },
  { spec: { containers: { name: 'main' } } }, { spec: { containers: null } }, { spec: { containers: 'text' } },
  { spec: { things: CONTAINERS } }, { spec: null }, {}, { spec: { image: 'app:1', interval: '5m', serviceAccountName: 'a' } },
  { spec: { securityContext: {}, podTemplate: {} } }, { status: { containers: CONTAINERS } },
  { spec: { image: { pullPolicy: 'Always' }, env: [] } },
  { spec: { containersSeen: CONTAINERS, sidecarsSeen: CONTAINERS, stepsSeen: CONTAINERS } },
  { spec: { disabledSidecars: CONTAINERS, lastSteps: CONTAINERS } },
  { spec: { usePodTemplate: { enabled: true }, podTemplateRef: { name: 'a' } } },
  { spec: { securityContextConstraints: { name: 'a' }, podTemplateFileFormat: 'yaml' } },
])('finds nothing in %j', (fields) => {
  expect(found(unevaluatedPodTemplate, unknown(fields))).toEqual([]);
});

test.each([
  ['v1', 'Pod', { containers: CONTAINERS }],
  ['apps/v1', 'Deployment', { template: { spec: { containers: CONTAINERS } } }],
  ['argoproj.io/v1alpha1', 'Rollout', { template: { spec: { containers: CONTAINERS } } }],
  ['monitoring.coreos.com/v1', 'Prometheus', { containers: CONTAINERS, image: 'a', securityContext: { runAsUser: 1 }, volumes: [] }],
  ['opentelemetry.io/v1beta1', 'OpenTelemetryCollector', { image: 'a', securityContext: { privileged: false }, podSecurityContext: {}, ports: [] }],
  ['node.k8s.io/v1', 'RuntimeClass', { image: 'a', ports: [], securityContext: { a: 1 } }],
  ['kyverno.io/v1', 'ClusterPolicy', { rules: [{ validate: { pattern: { spec: { containers: [{ name: '*' }] } } } }] }],
])('does not report what is evaluated in %s %s', (apiVersion, kind, spec) => {
  expect(found(unevaluatedPodTemplate, ofKind(apiVersion, kind, spec))).toEqual([]);
});

test.each([
  ['monitoring.coreos.com/v1', 'Prometheus', { containers: CONTAINERS, thanos: { image: 'a', volumeMounts: [] } }, ['spec.thanos']],
  ['argoproj.io/v1alpha1', 'Rollout', { template: { spec: { containers: CONTAINERS } }, strategy: { canary: { sidecars: CONTAINERS } } },
    ['spec.strategy.canary.sidecars']],
])('searches the other fields of the known kind %s %s', (apiVersion, kind, spec, places) => {
  expect(found(unevaluatedPodTemplate, ofKind(apiVersion, kind, spec))).toEqual(places);
});

const PARAMETERS = {
  image: { repository: 'nginx', tag: '1.29' },
  resources: { limits: { memory: '1Gi' } },
  podSecurityContext: { fsGroup: 101 },
  server: { image: 'nginx', env: [], securityContext: { runAsUser: 101 } },
};

describe.each<readonly [string, string, string, (values: JsonObject) => JsonObject]>([
  ['helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'spec.values', (values) => ({ spec: { values } })],
  ['argoproj.io/v1alpha1', 'Application', 'spec.source.helm.valuesObject', (valuesObject) => ({ spec: { source: { helm: { valuesObject } } } })],
  ['argoproj.io/v1alpha1', 'Application', 'spec.sources[1].helm.valuesObject', (valuesObject) => ({ spec: { sources: [{}, { helm: { valuesObject } }] } })],
  ['argoproj.io/v1alpha1', 'ApplicationSet', 'spec.template.spec.source.helm.valuesObject',
    (valuesObject) => ({ spec: { template: { spec: { source: { helm: { valuesObject } } } } } })],
  ['kustomize.config.k8s.io/v1beta1', 'Kustomization', 'helmCharts[0].valuesInline', (valuesInline) => ({ helmCharts: [{ valuesInline }] })],
])('in the values for a chart in %s %s %s', (apiVersion, kind, place, within) => {
  const object = (values: JsonObject) => ({ apiVersion, kind, ...within(values) });

  test('parameters are not pods', () => {
    expect(found(unevaluatedPodTemplate, object(PARAMETERS))).toEqual([]);
  });

  test('lists of containers and pod templates run as they are', () => {
    const values = { ...PARAMETERS, extraContainers: CONTAINERS, initContainers: [{ name: 'a' }], server: { sidecars: CONTAINERS, podTemplate: { spec: {} } } };
    expect(found(unevaluatedPodTemplate, object(values)))
      .toEqual(['server.sidecars', 'server.podTemplate', 'extraContainers', 'initContainers'].map((field) => `${place}.${field}`));
  });
});

test.each([
  ['argoproj.io/v1alpha1', 'Application', { values: PARAMETERS }, ['spec.values']],
  ['helm.toolkit.fluxcd.io/v2', 'HelmRelease', { chart: PARAMETERS, values: PARAMETERS }, ['spec.chart']],
  ['helm.example.com/v1', 'HelmRelease', { values: PARAMETERS }, ['spec.values']],
])('in other fields of %s %s and in unknown kinds it reports parameters', (apiVersion, kind, spec, places) => {
  expect(found(unevaluatedPodTemplate, ofKind(apiVersion, kind, spec))).toEqual(places);
});

test('ignores schemas', () => {
  const schema = { openAPIV3Schema: { default: { containers: CONTAINERS } } };
  expect(found(unevaluatedPodTemplate, ofKind('apiextensions.k8s.io/v1', 'CustomResourceDefinition', { versions: [{ schema }] }))).toEqual([]);
});

test.each([
  [{ spec: { podSpecPatch: '{}', templates: [{}, { podSpecPatch: 'hostNetwork: true' }] } }, ['spec.podSpecPatch', 'spec.templates[1].podSpecPatch']],
  [{ spec: { podSpecPatch: '{}', extension: { containers: CONTAINERS } } }, ['spec.podSpecPatch', 'spec.extension.containers']],
  [{ spec: { templates: [{ dag: { tasks: [{ inline: { podSpecPatch: '{}' } }] } }] } }, ['spec.templates[0].dag.tasks[0].inline.podSpecPatch']],
  [{ spec: { podSpecPatch: '', templates: [{ podSpecPatch: null }, null] } }, []],
  [{ spec: { templates: [{ resource: { action: 'create', manifest: 'kind: Pod' } }, { resource: { manifestFrom: { artifact: {} } } }] } },
    ['spec.templates[0].resource.manifest', 'spec.templates[1].resource.manifestFrom']],
  [{ spec: { templates: [{ resource: null }, { resource: 'text' }, { resource: { action: 'get' } }] } }, []],
])('reports the patches in the workflow %j', (fields, places) => {
  expect(found(unevaluatedPodTemplate, { apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', ...fields })).toEqual(places);
});

test('reports pipelines that are nested too deeply', () => {
  const within = (pipelineSpec: unknown) => ({ tasks: [{ name: 'a', pipelineSpec }] });
  const pipeline = (spec: unknown) => ofKind('tekton.dev/v1', 'Pipeline', spec);
  expect(found(unevaluatedPodTemplate, pipeline(within(within({ tasks: [] }))))).toEqual(['spec.tasks[0].pipelineSpec.tasks[0].pipelineSpec']);
  expect(found(unevaluatedPodTemplate, pipeline(within({ finally: [{ name: 'b' }, null] })))).toEqual([]);
});

test('checks every kind, and reports the path in a list', () => {
  const findings = evaluate({ kind: 'List', items: [{ kind: 'ConfigMap' }, unknown({ containers: CONTAINERS })] },
    { level: 'hardened', version: 34, podChecks: [], dockerfileControls: [], declarationControls: [], ids: new Set(), objectControls: [unevaluatedPodTemplate] });
  expect(findings.map(({ path }) => path)).toEqual([['items', 1, 'containers']]);
});
