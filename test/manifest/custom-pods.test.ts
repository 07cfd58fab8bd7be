import { evaluate } from '../../src/engine/evaluate';
import { harden } from '../../src/engine/harden';
import { profileOf } from '../../src/engine/profile';
import { JsonObject } from '../../src/manifest/json';
import { toFieldPath } from '../../src/manifest/paths';
import { goodContainer } from '../controls/support';

const object = (apiVersion: string, kind: string, spec: JsonObject): JsonObject => ({ apiVersion, kind, metadata: { namespace: 'shop' }, spec });
const workflow = (spec: JsonObject) => object('argoproj.io/v1alpha1', 'Workflow', spec);
const task = (spec: JsonObject) => object('tekton.dev/v1', 'Task', spec);
const found = (id: string, manifest: JsonObject) => evaluate(manifest, profileOf('hardened'))
  .filter(({ control }) => control.id === id).map(({ path }) => toFieldPath(path));

const step = (fields: JsonObject = {}) => ({ ...goodContainer('main'), ...fields });
const SECURITY_CONTEXT = { runAsUser: 65532, runAsGroup: 65532, fsGroup: 65532, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };

describe('a workflow', () => {
  test.each([
    ['privileged', { templates: [{ container: step({ securityContext: { privileged: true } }) }] }, ['spec.templates[0].container.securityContext.privileged']],
    ['host-path-volumes', { templates: [{ volumes: [{ name: 'a', hostPath: { path: '/' } }], container: step() }] }, []],
    ['restricted-volumes', { templates: [{ volumes: [{ name: 'a', hostPath: { path: '/' } }], container: step() }] }, ['spec.templates[0].volumes[0].hostPath']],
    ['restricted-volumes', { volumes: [{ name: 'a', hostPath: { path: '/' } }], templates: [{ container: step() }, { script: step() }] }, ['spec.volumes[0].hostPath']],
    ['host-namespaces', { hostNetwork: true, templates: [{ container: step() }] }, ['spec.hostNetwork']],
    ['run-as-user', { securityContext: { runAsUser: 0 }, templates: [{ container: step() }] }, ['spec.securityContext.runAsUser']],
  ])('%s: finds what is there, once: %j', (id, spec, expected) => {
    expect(found(id, workflow(spec))).toEqual(expected);
  });

  test.each([
    [{ templates: [{ container: step() }, { steps: [] }] }, ['spec.templates[0].automountServiceAccountToken']],
    [{ automountServiceAccountToken: true, templates: [{ container: step() }, { container: step() }] }, ['spec.automountServiceAccountToken']],
    [{ automountServiceAccountToken: false, templates: [{ container: step() }] }, []],
    [{ templateDefaults: { automountServiceAccountToken: false }, templates: [{ container: step() }] }, []],
    [{ automountServiceAccountToken: false, templates: [{ automountServiceAccountToken: true, container: step() }] }, ['spec.templates[0].automountServiceAccountToken']],
  ])('looks further out for what a template lacks: %j', (spec, expected) => {
    expect(found('service-account-token', workflow(spec))).toEqual(expected);
  });

  test.each([
    [{ securityContext: SECURITY_CONTEXT, templates: [{ container: step() }] }, []],
    [{ templates: [{ securityContext: SECURITY_CONTEXT, container: step() }] }, []],
    [{ securityContext: SECURITY_CONTEXT, templates: [{ securityContext: {}, container: step() }] }, ['spec.templates[0].container.securityContext.seccompProfile']],
    [{ templates: [{ container: step() }] }, ['spec.templates[0].container.securityContext.seccompProfile']],
  ])('containers inherit the nearest security context: %j', (spec, expected) => {
    expect(found('seccomp-profile-restricted', workflow(spec))).toEqual(expected);
  });

  test('needs no field that workflows do not have', () => {
    expect(found('service-links', workflow({ templates: [{ container: step() }] }))).toEqual([]);
  });

  test('may mount what stands further out', () => {
    expect(found('volume-mounts-resolve', workflow({ volumes: [{ name: 'tmp-main', emptyDir: {} }], templates: [{ container: step() }] }))).toEqual([]);
  });
});

describe('a task', () => {
  const id = 'read-only-root-filesystem';
  const bare = { name: 'a', image: 'app:1' };

  test('steps need what their template does not give', () => {
    expect(found(id, task({ steps: [bare] }))).toEqual(['spec.steps[0].securityContext.readOnlyRootFilesystem']);
    expect(found(id, task({ stepTemplate: { securityContext: { readOnlyRootFilesystem: true } }, steps: [bare] }))).toEqual([]);
  });

  test('a template of steps is judged by what it says alone', () => {
    expect(found('privileged', task({ stepTemplate: { image: 'app:1', securityContext: { privileged: true } }, steps: [] }))).toEqual(['spec.stepTemplate.securityContext.privileged']);
    expect(found(id, task({ stepTemplate: { image: 'app:1' }, steps: [] }))).toEqual([]);
  });

  test('a step that stands elsewhere is judged by what it says alone', () => {
    expect(found(id, task({ steps: [{ name: 'a', ref: { name: 'action' } }] }))).toEqual([]);
  });

  test('a step that stands for itself is a container', () => {
    const action = (fields: JsonObject) => object('tekton.dev/v1beta1', 'StepAction', fields);
    expect(found('privileged', action({ image: 'app:1', securityContext: { privileged: true } }))).toEqual(['spec.securityContext.privileged']);
    expect(found('run-as-user', action({ image: 'app:1', securityContext: { runAsUser: 0 } }))).toEqual(['spec.securityContext.runAsUser']);
    expect(found(id, action({ image: 'app:1' }))).toEqual(['spec.securityContext.readOnlyRootFilesystem']);
    expect(['image-pull-policy', 'cpu-resources', 'volume-mounts-resolve', 'pod-template'].flatMap((other) =>
      found(other, action({ image: 'app:1', volumeMounts: [{ name: '$(params.data)', mountPath: '/data' }] })))).toEqual([]);
  });

  test('resources have another name there', () => {
    expect(found('ephemeral-storage', task({ steps: [bare] }))).toEqual([]);
  });

  test('inherits the pod template of its run', () => {
    const run = (podTemplate: JsonObject) => object('tekton.dev/v1', 'TaskRun', { taskSpec: { steps: [bare] }, podTemplate });
    expect(found('seccomp-profile-restricted', run({}))).toHaveLength(1);
    expect(found('seccomp-profile-restricted', run({ securityContext: SECURITY_CONTEXT }))).toEqual([]);
    expect(found('host-namespaces', run({ hostNetwork: true }))).toEqual(['spec.podTemplate.hostNetwork']);
  });
});

test('a container without an image is merged into one of the operator\'s', () => {
  const prometheus = (container: JsonObject) => object('monitoring.coreos.com/v1', 'Prometheus', { containers: [container] });
  expect(found('read-only-root-filesystem', prometheus({ name: 'prometheus' }))).toEqual([]);
  expect(found('read-only-root-filesystem', prometheus({ name: 'proxy', image: 'app:1' }))).toEqual(['spec.containers[0].securityContext.readOnlyRootFilesystem']);
  expect(found('privileged', prometheus({ name: 'prometheus', securityContext: { privileged: true } }))).toEqual(['spec.containers[0].securityContext.privileged']);
});

test('Spark\'s driver is a container, and its sidecars stand in it', () => {
  const spark = object('sparkoperator.k8s.io/v1beta2', 'SparkApplication', {
    driver: { securityContext: { privileged: true }, sidecars: [{ name: 'a', image: 'app:1' }] },
    executor: {},
    volumes: [{ name: 'host', hostPath: { path: '/' } }],
  });
  expect(found('privileged', spark)).toEqual(['spec.driver.securityContext.privileged']);
  expect(found('read-only-root-filesystem', spark)).toEqual(['spec.driver.sidecars[0].securityContext.readOnlyRootFilesystem']);
  expect(found('restricted-volumes', spark)).toEqual(['spec.volumes[0].hostPath']);
});

test('Knative is asked for no pod security context, which its webhook refuses', () => {
  const service = object('serving.knative.dev/v1', 'Service', { template: { spec: { containers: [{ image: 'app:1' }] } } });
  const findings = evaluate(service, profileOf('hardened')).filter(({ container }) => container === undefined).map(({ path }) => toFieldPath(path));
  expect(findings).toEqual(['spec.template.spec.automountServiceAccountToken', 'spec.template.spec.enableServiceLinks']);
});

test('whole templates are hardened, parts are left to their operator', () => {
  const spec = () => ({ template: { spec: { containers: [{ name: 'a', image: 'app:1' }] } } });
  expect(harden(object('argoproj.io/v1alpha1', 'Rollout', spec())).manifest).toHaveProperty('spec.template.spec.securityContext.runAsNonRoot', true);
  const service = object('serving.knative.dev/v1', 'Service', spec());
  expect(harden(service).manifest).toEqual(service);
});

describe('fields that have another name in a custom resource', () => {
  const collector = (spec: JsonObject) => object('opentelemetry.io/v1beta1', 'OpenTelemetryCollector', spec);

  test.each<[string, JsonObject, string, string[]]>([
    ['the security context of the pod', collector({ podSecurityContext: { seccompProfile: { type: 'Unconfined' } } }), 'seccomp-profile-restricted',
      ['spec.podSecurityContext.seccompProfile.type']],
    ['that of the container, where the pod has the same place', collector({ image: 'a', securityContext: { privileged: true } }), 'privileged',
      ['spec.securityContext.privileged']],
    ['one that is missing', collector({ image: 'a', securityContext: {} }), 'read-only-root-filesystem', ['spec.securityContext.readOnlyRootFilesystem']],
    ['a container without an image, which the operator names', collector({ securityContext: {} }), 'read-only-root-filesystem', []],
    ['a path', object('collectors.grafana.com/v1alpha1', 'Alloy', { controller: { volumes: { extra: [{ name: 'a', hostPath: { path: '/' } }] } }, alloy: {} }),
      'restricted-volumes', ['spec.controller.volumes.extra[0].hostPath']],
    ['a field that there is none of', object('operator.victoriametrics.com/v1beta1', 'VMSingle', { image: { tag: 'a' }, ports: 'text' }), 'field-types', []],
    ['a container of the fluent operator', object('fluentbit.fluent.io/v1alpha2', 'FluentBit', { containerSecurityContext: { privileged: true } }), 'privileged',
      ['spec.containerSecurityContext.privileged']],
  ])('%s', (_, manifest, id, places) => expect(found(id, manifest)).toEqual(places));

  test('the container has a name for waivers, and its own where it says one', () => {
    const names = (manifest: JsonObject) => evaluate(manifest, profileOf('pss-baseline')).map(({ container }) => container);
    expect(names(collector({ securityContext: { privileged: true } }))).toEqual(['otc-container']);
    expect(names(object('serving.kserve.io/v1beta1', 'InferenceService', { predictor: { model: { name: 'own', securityContext: { privileged: true } } } }))).toEqual(['own']);
  });
});
