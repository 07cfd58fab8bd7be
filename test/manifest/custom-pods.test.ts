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

describe('fields of a Workflow', () => {
  test.each([
    ['privileged', { templates: [{ container: step({ securityContext: { privileged: true } }) }] }, ['spec.templates[0].container.securityContext.privileged']],
    ['host-path-volumes', { templates: [{ volumes: [{ name: 'a', hostPath: { path: '/' } }], container: step() }] }, []],
    ['restricted-volumes', { templates: [{ volumes: [{ name: 'a', hostPath: { path: '/' } }], container: step() }] }, ['spec.templates[0].volumes[0].hostPath']],
    ['restricted-volumes', { volumes: [{ name: 'a', hostPath: { path: '/' } }], templates: [{ container: step() }, { script: step() }] }, ['spec.volumes[0].hostPath']],
    ['host-namespaces', { hostNetwork: true, templates: [{ container: step() }] }, ['spec.hostNetwork']],
    ['run-as-user', { securityContext: { runAsUser: 0 }, templates: [{ container: step() }] }, ['spec.securityContext.runAsUser']],
  ])('%s reports each field once: %j', (id, spec, expected) => {
    expect(found(id, workflow(spec))).toEqual(expected);
  });

  test.each([
    [{ templates: [{ container: step() }, { steps: [] }] }, ['spec.templates[0].automountServiceAccountToken']],
    [{ automountServiceAccountToken: true, templates: [{ container: step() }, { container: step() }] }, ['spec.automountServiceAccountToken']],
    [{ automountServiceAccountToken: false, templates: [{ container: step() }] }, []],
    [{ templateDefaults: { automountServiceAccountToken: false }, templates: [{ container: step() }] }, []],
    [{ automountServiceAccountToken: false, templates: [{ automountServiceAccountToken: true, container: step() }] }, ['spec.templates[0].automountServiceAccountToken']],
  ])('inherits missing fields from the enclosing template: %j', (spec, expected) => {
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

  test('does not require fields that workflows do not have', () => {
    expect(found('service-links', workflow({ templates: [{ container: step() }] }))).toEqual([]);
  });

  test('may mount volumes of the enclosing workflow', () => {
    expect(found('volume-mounts-resolve', workflow({ volumes: [{ name: 'tmp-main', emptyDir: {} }], templates: [{ container: step() }] }))).toEqual([]);
  });
});

describe('fields of a Task', () => {
  const id = 'read-only-root-filesystem';
  const bare = { name: 'a', image: 'app:1' };

  test('steps must set what their template does not set', () => {
    expect(found(id, task({ steps: [bare] }))).toEqual(['spec.steps[0].securityContext.readOnlyRootFilesystem']);
    expect(found(id, task({ stepTemplate: { securityContext: { readOnlyRootFilesystem: true } }, steps: [bare] }))).toEqual([]);
  });

  test('a step template is evaluated without its steps', () => {
    expect(found('privileged', task({ stepTemplate: { image: 'app:1', securityContext: { privileged: true } }, steps: [] }))).toEqual(['spec.stepTemplate.securityContext.privileged']);
    expect(found(id, task({ stepTemplate: { image: 'app:1' }, steps: [] }))).toEqual([]);
  });

  test('a step that references an action is evaluated by its own fields', () => {
    expect(found(id, task({ steps: [{ name: 'a', ref: { name: 'action' } }] }))).toEqual([]);
  });

  test('a StepAction is evaluated as a container', () => {
    const action = (fields: JsonObject) => object('tekton.dev/v1beta1', 'StepAction', fields);
    expect(found('privileged', action({ image: 'app:1', securityContext: { privileged: true } }))).toEqual(['spec.securityContext.privileged']);
    expect(found('run-as-user', action({ image: 'app:1', securityContext: { runAsUser: 0 } }))).toEqual(['spec.securityContext.runAsUser']);
    expect(found(id, action({ image: 'app:1' }))).toEqual(['spec.securityContext.readOnlyRootFilesystem']);
    expect(['image-pull-policy', 'cpu-resources', 'volume-mounts-resolve', 'pod-template'].flatMap((other) =>
      found(other, action({ image: 'app:1', volumeMounts: [{ name: '$(params.data)', mountPath: '/data' }] })))).toEqual([]);
  });

  test('does not require resources under the name that pods use', () => {
    expect(found('ephemeral-storage', task({ steps: [bare] }))).toEqual([]);
  });

  test('inherits the pod template of its run', () => {
    const run = (podTemplate: JsonObject) => object('tekton.dev/v1', 'TaskRun', { taskSpec: { steps: [bare] }, podTemplate });
    expect(found('seccomp-profile-restricted', run({}))).toHaveLength(1);
    expect(found('seccomp-profile-restricted', run({ securityContext: SECURITY_CONTEXT }))).toEqual([]);
    expect(found('host-namespaces', run({ hostNetwork: true }))).toEqual(['spec.podTemplate.hostNetwork']);
  });
});

test('a container without an image is merged into a container of the operator', () => {
  const prometheus = (container: JsonObject) => object('monitoring.coreos.com/v1', 'Prometheus', { containers: [container] });
  expect(found('read-only-root-filesystem', prometheus({ name: 'prometheus' }))).toEqual([]);
  expect(found('read-only-root-filesystem', prometheus({ name: 'proxy', image: 'app:1' }))).toEqual(['spec.containers[0].securityContext.readOnlyRootFilesystem']);
  expect(found('privileged', prometheus({ name: 'prometheus', securityContext: { privileged: true } }))).toEqual(['spec.containers[0].securityContext.privileged']);
});

test('the Spark driver is evaluated as a container, with its sidecars', () => {
  const spark = object('sparkoperator.k8s.io/v1beta2', 'SparkApplication', {
    driver: { securityContext: { privileged: true }, sidecars: [{ name: 'a', image: 'app:1' }] },
    executor: {},
    volumes: [{ name: 'host', hostPath: { path: '/' } }],
  });
  expect(found('privileged', spark)).toEqual(['spec.driver.securityContext.privileged']);
  expect(found('read-only-root-filesystem', spark)).toEqual(['spec.driver.sidecars[0].securityContext.readOnlyRootFilesystem']);
  expect(found('restricted-volumes', spark)).toEqual(['spec.volumes[0].hostPath']);
});

test('does not add a pod security context to Knative services, whose webhook refuses it', () => {
  const service = object('serving.knative.dev/v1', 'Service', { template: { spec: { containers: [{ image: 'app:1' }] } } });
  const findings = evaluate(service, profileOf('hardened')).filter(({ container }) => container === undefined).map(({ path }) => toFieldPath(path));
  expect(findings).toEqual(['spec.template.spec.automountServiceAccountToken', 'spec.template.spec.enableServiceLinks']);
});

test('hardens whole pod templates, and leaves partial ones to their operator', () => {
  const spec = () => ({ template: { spec: { containers: [{ name: 'a', image: 'app:1' }] } } });
  expect(harden(object('argoproj.io/v1alpha1', 'Rollout', spec())).manifest).toHaveProperty('spec.template.spec.securityContext.runAsNonRoot', true);
  const service = object('serving.knative.dev/v1', 'Service', spec());
  expect(harden(service).manifest).toEqual(service);
});

describe('fields with another name in a custom resource', () => {
  const collector = (spec: JsonObject) => object('opentelemetry.io/v1beta1', 'OpenTelemetryCollector', spec);

  test.each<[string, JsonObject, string, string[]]>([
    ['the security context of the pod', collector({ podSecurityContext: { seccompProfile: { type: 'Unconfined' } } }), 'seccomp-profile-restricted',
      ['spec.podSecurityContext.seccompProfile.type']],
    ['the security context of the container, where pod and container share an object', collector({ image: 'a', securityContext: { privileged: true } }), 'privileged',
      ['spec.securityContext.privileged']],
    ['a missing field of the container', collector({ image: 'a', securityContext: {} }), 'read-only-root-filesystem', ['spec.securityContext.readOnlyRootFilesystem']],
    ['a container without an image, which the operator names', collector({ securityContext: {} }), 'read-only-root-filesystem', []],
    ['a path', object('collectors.grafana.com/v1alpha1', 'Alloy', { controller: { volumes: { extra: [{ name: 'a', hostPath: { path: '/' } }] } }, alloy: {} }),
      'restricted-volumes', ['spec.controller.volumes.extra[0].hostPath']],
    ['a field that the custom resource does not have', object('operator.victoriametrics.com/v1beta1', 'VMSingle', { image: { tag: 'a' }, ports: 'text' }), 'field-types', []],
    ['a container of the fluent operator', object('fluentbit.fluent.io/v1alpha2', 'FluentBit', { containerSecurityContext: { privileged: true } }), 'privileged',
      ['spec.containerSecurityContext.privileged']],
  ])('%s: %s reports the path in the custom resource', (_, manifest, id, places) => expect(found(id, manifest)).toEqual(places));

  test('findings name the container, by its own name if it has one', () => {
    const names = (manifest: JsonObject) => evaluate(manifest, profileOf('pss-baseline')).map(({ container }) => container);
    expect(names(collector({ securityContext: { privileged: true } }))).toEqual(['otc-container']);
    expect(names(object('serving.kserve.io/v1beta1', 'InferenceService', { predictor: { model: { name: 'own', securityContext: { privileged: true } } } }))).toEqual(['own']);
  });
});
