import { JsonObject } from '../../../src/formats/manifest/json';
import { toFieldPath } from '../../../src/formats/manifest/paths';
import { isPodControl } from '../../../src/policy/controls/control';
import { evaluate } from '../../../src/policy/engine/evaluate';
import { harden } from '../../../src/policy/engine/harden';
import { profileOf } from '../../../src/policy/engine/profile';
import { goodContainer } from '../../policy/controls/support';

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

describe('a SparkApplication', () => {
  const spark = (spec: JsonObject) => object('sparkoperator.k8s.io/v1beta2', 'SparkApplication', { driver: {}, executor: {}, ...spec });
  const id = 'read-only-root-filesystem';

  test('has containers of the author, with their sidecars', () => {
    const one = spark({
      driver: { securityContext: { privileged: true }, sidecars: [{ name: 'a', image: 'app:1' }] },
      volumes: [{ name: 'host', hostPath: { path: '/' } }],
    });
    expect(found('privileged', one)).toEqual(['spec.driver.securityContext.privileged']);
    expect(found(id, one)).toEqual(['spec.driver.sidecars[0].securityContext.readOnlyRootFilesystem']);
    expect(found('restricted-volumes', one)).toEqual(['spec.volumes[0].hostPath']);
  });

  test.each<[string, JsonObject, string]>([
    ['spec.image', { image: 'spark:latest' }, 'spec.image'],
    ['sparkConf', { sparkConf: { 'spark.kubernetes.container.image': 'spark:latest' } }, 'spec.sparkConf["spark.kubernetes.container.image"]'],
  ])('has one image for both roles in %s', (_, spec, place) => {
    expect(found('image-digest', spark(spec))).toEqual([place]);
    expect(found(id, spark(spec))).toEqual(['spec.driver.securityContext.readOnlyRootFilesystem', 'spec.executor.securityContext.readOnlyRootFilesystem']);
    expect(found('run-as-non-root', spark(spec))).toHaveLength(2);
    expect(found('image-pull-policy', spark(spec))).toEqual([]); // A role has no such field.
  });

  test('has findings that name the container, so that a waiver can', () => {
    const containers = evaluate(spark({ image: 'spark:1' }), profileOf('hardened')).filter(({ control }) => control.id === id).map(({ container }) => container);
    expect(containers).toEqual(['spark-kubernetes-driver', 'spark-kubernetes-executor']);
  });

  test('has an image of a role that counts more', () => {
    const one = spark({ image: 'spark:latest', driver: { image: `spark@sha256:${'0'.repeat(64)}` }, executor: { image: `spark@sha256:${'0'.repeat(64)}` } });
    expect(found('image-digest', one)).toEqual([]);
    expect(found('image-digest', spark({ image: 'a:1', driver: { image: 'b:1' } }))).toEqual(['spec.driver.image', 'spec.image']);
  });

  test('has security contexts of a role, and of its pod template', () => {
    const securityContext = { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } };
    const container = { readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
    const restricted = (spec: JsonObject) => evaluate(spark(spec), profileOf('pss-restricted')).map(({ path }) => toFieldPath(path));
    const role = { podSecurityContext: securityContext, securityContext: container };
    expect(restricted({ image: 'spark:1', driver: role, executor: role })).toEqual([]);
    const template = { template: { spec: { securityContext, containers: [{ name: 'spark-kubernetes-driver', securityContext: container }] } } };
    expect(restricted({ image: 'spark:1', driver: template, executor: role })).toEqual([]);
    expect(restricted({ image: 'spark:1', driver: { ...role, podSecurityContext: { runAsUser: 0 } }, executor: role }))
      .toEqual(expect.arrayContaining(['spec.driver.podSecurityContext.runAsUser']));
    expect(found('host-namespaces', spark({ driver: { hostNetwork: true } }))).toEqual(['spec.driver.hostNetwork']);
  });

  test('mounts volumes that are beside its roles', () => {
    const volumeMounts = [{ name: 'data', mountPath: '/data' }];
    expect(found('volume-mounts-resolve', spark({ image: 'spark:1', volumes: [{ name: 'data', emptyDir: {} }], driver: { volumeMounts } }))).toEqual([]);
  });

  test('looks like no other container of a pod', () => {
    expect(found('unevaluated-pod-template', spark({ image: 'spark:1', volumes: [{ name: 'a', emptyDir: {} }], driver: { podSecurityContext: {}, env: [] } }))).toEqual([]);
  });
});

test('a container of Argo has the image of the template defaults', () => {
  const one = (templateDefaults: JsonObject) => workflow({ templateDefaults, templates: [{ name: 'a', container: { name: 'a' } }] });
  const readOnly = 'spec.templates[0].container.securityContext.readOnlyRootFilesystem';
  expect(found('image-digest', one({ container: { image: 'app:1' } }))).toEqual(['spec.templateDefaults.container.image']);
  expect(found('read-only-root-filesystem', one({ container: { image: 'app:1' } }))).toContain(readOnly);
  expect(found('read-only-root-filesystem', one({}))).toEqual([]);
});

test.each<[string, string, JsonObject, string]>([
  ['kafka.strimzi.io/v1', 'Kafka', { kafka: { image: 'kafka:1' } }, 'spec.kafka.image'],
  ['kafka.strimzi.io/v1', 'Kafka', { entityOperator: { topicOperator: { image: 'operator:1' } } }, 'spec.entityOperator.topicOperator.image'],
  ['kafka.strimzi.io/v1', 'KafkaConnect', { image: 'kafka:1' }, 'spec.image'],
  ['monitoring.coreos.com/v1', 'Prometheus', { image: 'prometheus:1' }, 'spec.image'],
  ['monitoring.coreos.com/v1', 'Prometheus', { thanos: { image: 'thanos:1' } }, 'spec.thanos.image'],
  ['monitoring.coreos.com/v1', 'Alertmanager', { image: 'alertmanager:1' }, 'spec.image'],
  ['elasticsearch.k8s.elastic.co/v1', 'Elasticsearch', { image: 'elasticsearch:1', nodeSets: [{}, {}] }, 'spec.image'],
  ['rabbitmq.com/v1beta1', 'RabbitmqCluster', { image: 'rabbitmq:4' }, 'spec.image'],
  ['actions.github.com/v1alpha1', 'AutoscalingListener', { image: 'listener:1' }, 'spec.image'],
])('the image that a %s %s %j states for a container of its operator is evaluated, and no other field', (apiVersion, kind, spec, place) => {
  const findings = evaluate(object(apiVersion, kind, spec), profileOf('hardened')).filter(({ control }) => isPodControl(control));
  expect([...new Set(findings.map(({ path }) => toFieldPath(path)))]).toEqual([place]);
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
