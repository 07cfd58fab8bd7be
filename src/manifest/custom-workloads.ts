import { CustomPods } from './custom-pods';

const SAME = { spec: '' };
const TEMPLATE_CONTAINERS = { 'spec.initContainers.*': 'initContainers', 'spec.containers.*': 'containers' } as const;
const CONTAINERS = { 'initContainers.*': 'initContainers', 'containers.*': 'containers' } as const;

function templates(...paths: readonly string[]): readonly CustomPods[] {
  return paths.map((at) => ({ at }));
}

/** https://argo-workflows.readthedocs.io/en/latest/fields/ */
function argo(spec: string): readonly CustomPods[] {
  const template = {
    ...SAME,
    metadata: 'metadata',
    containers: {
      'initContainers.*': 'initContainers',
      'container': 'containers',
      'script': 'containers',
      'containerSet.containers.*': 'containers',
      'sidecars.*': 'containers',
    },
    fields: ['securityContext', 'automountServiceAccountToken'],
    outer: [`${spec}.templateDefaults`, spec],
    unjudged: ['podSpecPatch', 'resource.manifest', 'resource.manifestFrom'],
  } as const;
  return [
    { at: spec, part: { ...SAME, metadata: 'podMetadata', containers: {}, unjudged: ['podSpecPatch'] } },
    { at: `${spec}.templateDefaults`, part: { ...template, outer: [spec] } },
    { at: `${spec}.templates.*`, part: template },
    { at: `${spec}.templates.*.dag.tasks.*.inline`, part: template },
    { at: `${spec}.templates.*.steps.*.*.inline`, part: template },
  ];
}

/**
 * The webhook of Knative refuses most fields of a pod, such as its security context, unless a flag allows them.
 * https://knative.dev/docs/serving/configuration/feature-flags/
 */
function knative(at: string): readonly CustomPods[] {
  const fields = ['automountServiceAccountToken', 'enableServiceLinks'];
  return [{ at, part: { spec: 'spec', metadata: 'metadata', containers: TEMPLATE_CONTAINERS, fields } }];
}

/** https://tekton.dev/docs/pipelines/pipeline-api/ */
function tektonTask(at: string, ...outer: readonly string[]): CustomPods {
  const containers = { 'steps.*': 'containers', 'sidecars.*': 'containers', 'stepTemplate': 'containers' } as const;
  return { at, part: { ...SAME, containers, outer, containerDefaults: 'stepTemplate', renamed: ['resources'] } };
}

/** The tasks of a pipeline, and those of the pipelines that stand in place of tasks. Pipelines further in are not judged. */
function tektonPipeline(at: string, ...outer: readonly string[]): readonly CustomPods[] {
  const tasks = tektonTasks(at);
  const inner = tasks.flatMap((task) => tektonTasks(`${task}.pipelineSpec`));
  return [
    ...[...tasks, ...inner].map((task) => tektonTask(`${task}.taskSpec`, ...outer)),
    ...inner.map((task) => ({ at: `${task}.pipelineSpec`, part: { ...SAME, containers: {}, unjudged: [''] } })),
  ];
}

function tektonTasks(pipeline: string): readonly string[] {
  return [`${pipeline}.tasks.*`, `${pipeline}.finally.*`];
}

function tektonPodTemplate(at: string): CustomPods {
  return { at, part: { ...SAME, containers: {} } };
}

/** https://docs.ray.io/en/latest/cluster/kubernetes/user-guides/config.html */
function ray(cluster: string): readonly CustomPods[] {
  return templates(`${cluster}.headGroupSpec.template`, `${cluster}.workerGroupSpecs.*.template`);
}

/** What Spark's operator makes of these no control reads: they stand among the fields of the container. */
const SPARK_POD_FIELDS = ['podSecurityContext', 'hostNetwork', 'hostAliases', 'runtimeClassName', 'shareProcessNamespace'];

/** https://www.kubeflow.org/docs/components/spark-operator/reference/api-docs/ */
function spark(at: string): readonly CustomPods[] {
  return ['driver', 'executor'].flatMap((role) => [
    {
      at,
      part: {
        ...SAME,
        containers: { [role]: 'containers', [`${role}.sidecars.*`]: 'containers', [`${role}.initContainers.*`]: 'initContainers' } as const,
        renamed: ['resources'],
        unjudged: SPARK_POD_FIELDS.map((field) => `${role}.${field}`),
      },
    },
    { at: `${at}.${role}.template`, part: { spec: 'spec', metadata: 'metadata', containers: TEMPLATE_CONTAINERS } },
  ]);
}

/** https://strimzi.io/docs/operators/latest/configuring.html#type-PodTemplate-reference */
function strimzi(...components: readonly string[]): readonly CustomPods[] {
  const names = ['kafka', 'zookeeper', 'connect', 'bridge', 'mirrorMaker', 'cruiseControl', 'topicOperator', 'userOperator', 'tlsSidecar', 'build', 'init'];
  const containers = Object.fromEntries([...names.map((name) => `${name}Container`), 'container'].map((name) => [name, 'containers' as const]));
  return components.map((component) => ({ at: `${component}.template`, part: { spec: 'pod', metadata: 'pod.metadata', containers } }));
}

/** https://prometheus-operator.dev/docs/api-reference/api/; the operator merges containers into its own by name. */
const PROMETHEUS: readonly CustomPods[] = [
  { at: 'spec', part: { ...SAME, metadata: 'podMetadata', containers: CONTAINERS, fields: ['securityContext'] } },
];

export const CUSTOM_WORKLOADS: { readonly [groupKind: string]: readonly CustomPods[] } = {
  'apps.kruise.io/AdvancedCronJob': templates('spec.template.jobTemplate.spec.template', 'spec.template.broadcastJobTemplate.spec.template'),
  'apps.kruise.io/BroadcastJob': templates('spec.template'),
  'apps.kruise.io/CloneSet': templates('spec.template'),
  'apps.kruise.io/DaemonSet': templates('spec.template'),
  'apps.kruise.io/StatefulSet': templates('spec.template'),
  'apps.openshift.io/DeploymentConfig': templates('spec.template'),
  'argoproj.io/ClusterWorkflowTemplate': argo('spec'),
  'argoproj.io/CronWorkflow': argo('spec.workflowSpec'),
  'argoproj.io/Rollout': templates('spec.template'),
  'argoproj.io/Workflow': argo('spec'),
  'argoproj.io/WorkflowTemplate': argo('spec'),
  'jobset.x-k8s.io/JobSet': templates('spec.replicatedJobs.*.template.spec.template'),
  'kafka.strimzi.io/Kafka': strimzi('spec.kafka', 'spec.zookeeper', 'spec.entityOperator', 'spec.cruiseControl', 'spec.kafkaExporter'),
  'kafka.strimzi.io/KafkaBridge': strimzi('spec'),
  'kafka.strimzi.io/KafkaConnect': strimzi('spec'),
  'kafka.strimzi.io/KafkaMirrorMaker2': strimzi('spec'),
  'kafka.strimzi.io/KafkaNodePool': strimzi('spec'),
  'keda.sh/ScaledJob': templates('spec.jobTargetRef.template'),
  'monitoring.coreos.com/Alertmanager': PROMETHEUS,
  'monitoring.coreos.com/Prometheus': PROMETHEUS,
  'monitoring.coreos.com/PrometheusAgent': PROMETHEUS,
  'monitoring.coreos.com/ThanosRuler': PROMETHEUS,
  'ray.io/RayCluster': ray('spec'),
  'ray.io/RayJob': [...ray('spec.rayClusterSpec'), ...templates('spec.submitterPodTemplate')],
  'ray.io/RayService': ray('spec.rayClusterConfig'),
  'serving.knative.dev/Configuration': knative('spec.template'),
  'serving.knative.dev/Revision': knative(''),
  'serving.knative.dev/Service': knative('spec.template'),
  'sparkoperator.k8s.io/ScheduledSparkApplication': spark('spec.template'),
  'sparkoperator.k8s.io/SparkApplication': spark('spec'),
  'tekton.dev/ClusterTask': [tektonTask('spec')],
  'tekton.dev/Pipeline': tektonPipeline('spec'),
  'tekton.dev/PipelineRun': [
    ...tektonPipeline('spec.pipelineSpec', 'spec.taskRunTemplate.podTemplate', 'spec.podTemplate'),
    ...['spec.taskRunTemplate', 'spec', 'spec.taskRunSpecs.*'].map((at) => tektonPodTemplate(`${at}.podTemplate`)),
    tektonPodTemplate('spec.taskRunSpecs.*.taskPodTemplate'),
  ],
  'tekton.dev/StepAction': [{ at: '', part: { ...SAME, containers: { spec: 'containers' }, renamed: ['imagePullPolicy', 'resources'] } }],
  'tekton.dev/Task': [tektonTask('spec')],
  'tekton.dev/TaskRun': [tektonTask('spec.taskSpec', 'spec.podTemplate'), tektonPodTemplate('spec.podTemplate')],
};
