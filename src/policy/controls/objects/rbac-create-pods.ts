import { GOOD_PRACTICES, roleControl, RuleGrant } from './role-control';

const VERBS = ['create', 'update', 'patch'];

/** Resources from which operators and delivery tools create pods. */
const OF_OPERATORS: readonly { readonly group: string; readonly resources: readonly string[]; readonly source: string }[] = [
  {
    group: 'argoproj.io',
    resources: ['workflows', 'cronworkflows', 'workflowtemplates', 'clusterworkflowtemplates'],
    source: 'https://github.com/argoproj/argo-workflows/blob/main/docs/workflow-concepts.md',
  },
  {
    group: 'argoproj.io',
    resources: ['rollouts'],
    source: 'https://github.com/argoproj/argo-rollouts/blob/master/docs/concepts.md',
  },
  {
    group: 'argoproj.io',
    resources: ['applications', 'applicationsets'],
    source: 'https://github.com/argoproj/argo-cd/blob/master/docs/operator-manual/declarative-setup.md',
  },
  {
    group: 'argoproj.io',
    resources: ['sensors'],
    source: 'https://github.com/argoproj/argo-events/blob/master/docs/concepts/sensor.md',
  },
  {
    group: 'tekton.dev',
    resources: ['tasks', 'taskruns', 'pipelines', 'pipelineruns'],
    source: 'https://github.com/tektoncd/pipeline/blob/main/docs/taskruns.md',
  },
  {
    group: 'sparkoperator.k8s.io',
    resources: ['sparkapplications', 'scheduledsparkapplications'],
    source: 'https://github.com/kubeflow/spark-operator/blob/master/docs/api-docs.md',
  },
  {
    group: 'serving.knative.dev',
    resources: ['services', 'configurations'],
    source: 'https://github.com/knative/serving/blob/main/docs/serving-api.md',
  },
  {
    group: 'helm.toolkit.fluxcd.io',
    resources: ['helmreleases'],
    source: 'https://github.com/fluxcd/helm-controller/blob/main/docs/spec/v2/helmreleases.md',
  },
  {
    group: 'kustomize.toolkit.fluxcd.io',
    resources: ['kustomizations'],
    source: 'https://github.com/fluxcd/kustomize-controller/blob/main/docs/spec/v1/kustomizations.md',
  },
  {
    group: 'helm.cattle.io',
    resources: ['helmcharts', 'helmchartconfigs'],
    source: 'https://github.com/k3s-io/helm-controller/blob/master/README.md',
  },
  {
    group: 'keda.sh',
    resources: ['scaledjobs'],
    source: 'https://github.com/kedacore/keda/blob/main/config/crd/bases/keda.sh_scaledjobs.yaml',
  },
  {
    group: 'jobset.x-k8s.io',
    resources: ['jobsets'],
    source: 'https://github.com/kubernetes-sigs/jobset/blob/main/api/jobset/v1alpha2/jobset_types.go',
  },
  {
    group: 'leaderworkerset.x-k8s.io',
    resources: ['leaderworkersets'],
    source: 'https://github.com/kubernetes-sigs/lws/blob/main/api/leaderworkerset/v1/leaderworkerset_types.go',
  },
  {
    group: 'batch.volcano.sh',
    resources: ['jobs'],
    source: 'https://github.com/volcano-sh/volcano/blob/master/README.md',
  },
  {
    group: 'ray.io',
    resources: ['rayclusters', 'rayjobs', 'rayservices'],
    source: 'https://github.com/ray-project/kuberay/blob/master/docs/reference/api.md',
  },
  {
    group: 'flink.apache.org',
    resources: ['flinkdeployments'],
    source: 'https://github.com/apache/flink-kubernetes-operator/blob/main/docs/content/docs/custom-resource/reference.md',
  },
  {
    group: 'kubeflow.org',
    resources: ['notebooks'],
    source: 'https://github.com/kubeflow/kubeflow/blob/master/components/notebook-controller/README.md',
  },
  {
    group: 'kubeflow.org',
    resources: ['pytorchjobs', 'tfjobs', 'mpijobs'],
    source: 'https://github.com/kubeflow/training-operator/blob/v1.8.0/docs/api/kubeflow.org_v1_generated.asciidoc',
  },
  {
    group: 'kubevirt.io',
    resources: ['virtualmachines', 'virtualmachineinstances'],
    source: 'https://github.com/kubevirt/kubevirt/blob/main/docs/architecture.md',
  },
  {
    group: 'apps.kruise.io',
    resources: ['clonesets', 'statefulsets', 'daemonsets', 'broadcastjobs', 'advancedcronjobs'],
    source: 'https://github.com/openkruise/kruise/blob/master/README.md',
  },
  {
    group: 'monitoring.coreos.com',
    resources: ['prometheuses', 'alertmanagers'],
    source: 'https://github.com/prometheus-operator/prometheus-operator/blob/main/Documentation/api-reference/api.md',
  },
];

export const rbacCreatePods = roleControl({
  id: 'rbac-create-pods',
  title: 'No right to create pods',
  why: 'A subject that can create pods can read every Secret in the namespace, and act as any of its service accounts.',
  remedy: 'remove the resource or the verb; for an operator, use a Role in the namespaces where it creates workloads, not a ClusterRole',
  remedyInCode: 'remove the resource or the verb; for an operator, use `Role` in the '
    + 'namespaces where it creates workloads instead of `ClusterRole`',
  grants: [
    { group: '', resources: ['pods', 'replicationcontrollers'], verbs: VERBS },
    { group: 'apps', resources: ['deployments', 'statefulsets', 'daemonsets', 'replicasets', 'controllerrevisions'], verbs: VERBS },
    { group: 'batch', resources: ['jobs', 'cronjobs'], verbs: VERBS },
    ...OF_OPERATORS.map(({ group, resources }): RuleGrant => ({ group, resources, verbs: VERBS, isInEdit: true })),
  ],
  notes: ['A StatefulSet or a DaemonSet creates pods from a ControllerRevision when it is rolled back. An operator or a delivery tool '
    + 'creates pods from its own resources, with its own permissions.'],
  sources: [`${GOOD_PRACTICES}#workload-creation`, ...OF_OPERATORS.map(({ source }) => source)],
});
