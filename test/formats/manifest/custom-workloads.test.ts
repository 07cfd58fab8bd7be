import { JsonObject } from '../../../src/formats/manifest/json';
import { toFieldPath } from '../../../src/formats/manifest/paths';
import { podsOf } from '../../../src/formats/manifest/workload';

const spec = (name: string) => ({ containers: [{ name, image: 'app:1' }], initContainers: [{ name: `${name}-init`, image: 'app:1' }] });
const template = (name: string) => ({ metadata: { annotations: {} }, spec: spec(name) });
const object = (apiVersion: string, kind: string, fields: unknown): JsonObject => ({ apiVersion, kind, metadata: {}, spec: fields });
const places = (manifest: JsonObject) => podsOf(manifest, ['items', 0]).map((pod) => toFieldPath(pod.path.slice(2)));
const containers = (manifest: JsonObject) => podsOf(manifest).flatMap((pod) => pod.containers.map(({ path }) => toFieldPath(path)));

const RAY_CLUSTER = { headGroupSpec: { template: template('head') }, workerGroupSpecs: [{ template: template('a') }, {}, { template: template('b') }] };
const RAY_PLACES = ['headGroupSpec.template.spec', 'workerGroupSpecs[0].template.spec', 'workerGroupSpecs[2].template.spec'];

test.each<[string, string, JsonObject, string[]]>([
  ['argoproj.io/v1alpha1', 'Rollout', { template: template('a') }, ['spec.template.spec']],
  ['argoproj.io/v1alpha1', 'Rollout', { workloadRef: { kind: 'Deployment', name: 'app' } }, []],
  ['keda.sh/v1alpha1', 'ScaledJob', { jobTargetRef: { template: template('a') } }, ['spec.jobTargetRef.template.spec']],
  ['apps.kruise.io/v1alpha1', 'CloneSet', { template: template('a') }, ['spec.template.spec']],
  ['apps.kruise.io/v1beta1', 'StatefulSet', { template: template('a') }, ['spec.template.spec']],
  ['apps.kruise.io/v1alpha1', 'DaemonSet', { template: template('a') }, ['spec.template.spec']],
  ['apps.kruise.io/v1alpha1', 'BroadcastJob', { template: template('a') }, ['spec.template.spec']],
  ['apps.kruise.io/v1alpha1', 'AdvancedCronJob', { template: { broadcastJobTemplate: { spec: { template: template('a') } } } },
    ['spec.template.broadcastJobTemplate.spec.template.spec']],
  ['apps.kruise.io/v1alpha1', 'AdvancedCronJob', { template: { jobTemplate: { spec: { template: template('a') } } } }, ['spec.template.jobTemplate.spec.template.spec']],
  ['apps.openshift.io/v1', 'DeploymentConfig', { template: template('a') }, ['spec.template.spec']],
  ['jobset.x-k8s.io/v1alpha2', 'JobSet', { replicatedJobs: [{ template: { spec: { template: template('a') } } }, { template: { spec: { template: template('b') } } }] },
    ['spec.replicatedJobs[0].template.spec.template.spec', 'spec.replicatedJobs[1].template.spec.template.spec']],
  ['ray.io/v1', 'RayCluster', RAY_CLUSTER, RAY_PLACES.map((place) => `spec.${place}`)],
  ['ray.io/v1', 'RayService', { rayClusterConfig: RAY_CLUSTER }, RAY_PLACES.map((place) => `spec.rayClusterConfig.${place}`)],
  ['ray.io/v1', 'RayJob', { rayClusterSpec: RAY_CLUSTER, submitterPodTemplate: template('s') },
    [...RAY_PLACES.map((place) => `spec.rayClusterSpec.${place}`), 'spec.submitterPodTemplate.spec']],
  ['ray.io/v1', 'RayCronJob', { jobTemplate: { rayClusterSpec: RAY_CLUSTER } }, RAY_PLACES.map((place) => `spec.jobTemplate.rayClusterSpec.${place}`)],
  ['leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet', { leaderWorkerTemplate: { leaderTemplate: template('a'), workerTemplate: template('b') } },
    ['spec.leaderWorkerTemplate.leaderTemplate.spec', 'spec.leaderWorkerTemplate.workerTemplate.spec']],
  ['agones.dev/v1', 'GameServer', { template: template('a') }, ['spec.template.spec']],
  ['agones.dev/v1', 'GameServerSet', { template: { spec: { template: template('a') } } }, ['spec.template.spec.template.spec']],
  ['kubeflow.org/v1', 'TFJob', { tfReplicaSpecs: { PS: { template: template('a') }, worker: { template: template('b') } } },
    ['spec.tfReplicaSpecs.PS.template.spec', 'spec.tfReplicaSpecs.worker.template.spec']],
  ['batch.volcano.sh/v1alpha1', 'Job', { tasks: [{ template: template('a') }] }, ['spec.tasks[0].template.spec']],
  ['actions.github.com/v1alpha1', 'EphemeralRunner', template('a') as JsonObject, ['spec.spec']],
  ['actions.github.com/v1alpha1', 'EphemeralRunnerSet', { ephemeralRunnerSpec: template('a') }, ['spec.ephemeralRunnerSpec.spec']],
])('finds whole pod templates: %s %s %#', (apiVersion, kind, fields, expected) => {
  const manifest = object(apiVersion, kind, fields);
  expect(places(manifest)).toEqual(expected);
  for (const pod of podsOf(manifest)) {
    expect(pod.part).toBeUndefined();
    expect(pod.json).toHaveProperty('containers');
    expect(pod.containers).toHaveLength(2);
    expect(pod.metadata).toHaveProperty('annotations');
  }
});

test.each<[string, string, JsonObject, string[]]>([
  ['argoproj.io/v1alpha1', 'Workflow', {
    templates: [
      { container: { image: 'a' }, initContainers: [{ name: 'i' }], sidecars: [{ name: 's' }] },
      { script: { image: 'a', source: 'x' } },
      { containerSet: { containers: [{ name: 'a' }, { name: 'b' }] } },
      { dag: { tasks: [{ inline: { container: { image: 'a' } } }] } },
      { steps: [[{ template: 'x' }, { inline: { script: { image: 'a' } } }]] },
    ],
  }, [
    'spec.templates[0].initContainers[0]', 'spec.templates[0].container', 'spec.templates[0].sidecars[0]', 'spec.templates[1].script',
    'spec.templates[2].containerSet.containers[0]', 'spec.templates[2].containerSet.containers[1]',
    'spec.templates[3].dag.tasks[0].inline.container', 'spec.templates[4].steps[0][1].inline.script',
  ]],
  ['argoproj.io/v1alpha1', 'WorkflowTemplate', { templates: [{ container: {} }], templateDefaults: { container: {} } },
    ['spec.templateDefaults.container', 'spec.templates[0].container']],
  ['argoproj.io/v1alpha1', 'ClusterWorkflowTemplate', { templates: [{ container: {} }] }, ['spec.templates[0].container']],
  ['argoproj.io/v1alpha1', 'CronWorkflow', { workflowSpec: { templates: [{ container: {} }] } }, ['spec.workflowSpec.templates[0].container']],
  ['serving.knative.dev/v1', 'Service', { template: template('a') }, ['spec.template.spec.initContainers[0]', 'spec.template.spec.containers[0]']],
  ['serving.knative.dev/v1', 'Configuration', { template: template('a') }, ['spec.template.spec.initContainers[0]', 'spec.template.spec.containers[0]']],
  ['serving.knative.dev/v1', 'Revision', spec('a'), ['spec.initContainers[0]', 'spec.containers[0]']],
  ['tekton.dev/v1', 'Task', { steps: [{}, {}], sidecars: [{}], stepTemplate: {} }, ['spec.steps[0]', 'spec.steps[1]', 'spec.sidecars[0]', 'spec.stepTemplate']],
  ['tekton.dev/v1beta1', 'ClusterTask', { steps: [{}] }, ['spec.steps[0]']],
  ['tekton.dev/v1', 'TaskRun', { taskSpec: { steps: [{}] }, podTemplate: {} }, ['spec.taskSpec.steps[0]']],
  ['tekton.dev/v1', 'Pipeline', { tasks: [{ taskSpec: { steps: [{}] } }], finally: [{ taskSpec: { steps: [{}] } }] },
    ['spec.tasks[0].taskSpec.steps[0]', 'spec.finally[0].taskSpec.steps[0]']],
  ['tekton.dev/v1', 'Pipeline', { finally: [{ pipelineSpec: { tasks: [{ taskSpec: { steps: [{}] } }], finally: [{ taskSpec: { sidecars: [{}] } }] } }] }, [
    'spec.finally[0].pipelineSpec.tasks[0].taskSpec.steps[0]', 'spec.finally[0].pipelineSpec.finally[0].taskSpec.sidecars[0]',
  ]],
  ['tekton.dev/v1', 'PipelineRun', { pipelineSpec: { tasks: [{ taskSpec: { steps: [{}] } }] } }, ['spec.pipelineSpec.tasks[0].taskSpec.steps[0]']],
  ['tekton.dev/v1', 'PipelineRun', { pipelineSpec: { tasks: [{ pipelineSpec: { tasks: [{ taskSpec: { steps: [{}] } }] } }] } },
    ['spec.pipelineSpec.tasks[0].pipelineSpec.tasks[0].taskSpec.steps[0]']],
  ['tekton.dev/v1beta1', 'StepAction', { image: 'a' }, ['spec']],
  ['sparkoperator.k8s.io/v1beta2', 'SparkApplication', { driver: { sidecars: [{}], initContainers: [{}] }, executor: { template: { spec: spec('a') } } }, [
    'spec.driver', 'spec.driver.sidecars[0]', 'spec.driver.initContainers[0]',
    'spec.executor', 'spec.executor.template.spec.initContainers[0]', 'spec.executor.template.spec.containers[0]',
  ]],
  ['sparkoperator.k8s.io/v1beta2', 'ScheduledSparkApplication', { template: { driver: {} } }, ['spec.template.driver']],
  ['kafka.strimzi.io/v1', 'Kafka', { kafka: { template: { pod: {}, kafkaContainer: {} } }, kafkaExporter: { template: { container: {} } } },
    ['spec.kafka.template.kafkaContainer', 'spec.kafkaExporter.template.container']],
  ['kafka.strimzi.io/v1', 'KafkaConnect', { template: { connectContainer: {} } }, ['spec.template.connectContainer']],
  ['monitoring.coreos.com/v1', 'Prometheus', spec('a'), ['spec.initContainers[0]', 'spec.containers[0]']],
  ['monitoring.coreos.com/v1', 'Alertmanager', spec('a'), ['spec.initContainers[0]', 'spec.containers[0]']],
  ['ray.io/v1', 'RayCluster', { autoscalerOptions: {} }, ['spec.autoscalerOptions']],
  ['elasticsearch.k8s.elastic.co/v1', 'Elasticsearch', { nodeSets: [{}, { podTemplate: { spec: { containers: [{ name: 'a' }] } } }] },
    ['spec.nodeSets[1].podTemplate.spec.containers[0]']],
  ['operator.victoriametrics.com/v1beta1', 'VMAgent', spec('a'), ['spec.initContainers[0]', 'spec.containers[0]', 'spec']],
  ['serving.kserve.io/v1beta1', 'InferenceService', { predictor: { model: {}, containers: [{}] }, transformer: { containers: [{}] } },
    ['spec.predictor.containers[0]', 'spec.predictor.model', 'spec.transformer.containers[0]']],
])('finds containers outside pod templates: %s %s', (apiVersion, kind, fields, expected) => {
  expect(containers(object(apiVersion, kind, fields))).toEqual(expected);
});

test.each<[string, string, JsonObject, string[]]>([
  ['argoproj.io/v1alpha1', 'Workflow', { templates: [{}] }, ['spec', 'spec.templates[0]']],
  ['tekton.dev/v1', 'PipelineRun', { podTemplate: {}, taskRunTemplate: { podTemplate: {} }, taskRunSpecs: [{ podTemplate: {} }, { taskPodTemplate: {} }] },
    ['spec.taskRunTemplate.podTemplate', 'spec.podTemplate', 'spec.taskRunSpecs[0].podTemplate', 'spec.taskRunSpecs[1].taskPodTemplate']],
  ['kafka.strimzi.io/v1', 'KafkaNodePool', { template: { pod: {} } }, ['spec.template.pod']],
  ['monitoring.coreos.com/v1', 'ThanosRuler', {}, ['spec']],
])('finds objects with pod fields: %s %s', (apiVersion, kind, fields, expected) => {
  expect(places(object(apiVersion, kind, fields))).toEqual(expected);
});

test('returns the JSON object itself, with its metadata, and without merging the base twice', () => {
  const step = { image: 'a' };
  const workflow = object('argoproj.io/v1alpha1', 'Workflow', { podMetadata: { annotations: { a: 'b' } }, templates: [{ metadata: { annotations: { c: 'd' } }, container: step }] });
  const [whole, part] = podsOf(workflow, ['items', 3]);
  expect(whole.annotations).toEqual({ a: 'b' });
  expect(toFieldPath(part.metadataPath)).toBe('items[3].spec.templates[0].metadata');
  expect(part.annotations).toEqual({ c: 'd' });
  expect(part.containers[0].json).toBe(step);
  expect(toFieldPath(part.containers[0].path)).toBe('items[3].spec.templates[0].container');
});

test.each([undefined, null, 'text', 7, [], { templates: null }, { templates: [null, 'text', { container: 'text', sidecars: [null], steps: [null, [null]] }] }])(
  'survives a workflow of %j', (fields) => {
    expect(containers(object('argoproj.io/v1alpha1', 'Workflow', fields))).toEqual([]);
    expect(containers(object('argoproj.io/v1alpha1', 'CronWorkflow', { workflowSpec: fields }))).toEqual([]);
  });
