import { roleControl, RuleGrant } from './role-control';

const VERBS = ['create', 'update', 'patch'];

/** Resources from which operators and delivery tools create pods. */
const OF_OPERATORS: readonly (readonly [group: string, ...resources: readonly string[]])[] = [
  [
    'argoproj.io',
    'workflows',
    'cronworkflows',
    'workflowtemplates',
    'clusterworkflowtemplates',
    'rollouts',
    'applications',
    'applicationsets',
    'sensors',
  ],
  ['tekton.dev', 'tasks', 'taskruns', 'pipelines', 'pipelineruns'],
  ['sparkoperator.k8s.io', 'sparkapplications', 'scheduledsparkapplications'],
  ['serving.knative.dev', 'services', 'configurations'],
  ['helm.toolkit.fluxcd.io', 'helmreleases'],
  ['kustomize.toolkit.fluxcd.io', 'kustomizations'],
  ['helm.cattle.io', 'helmcharts', 'helmchartconfigs'],
  ['keda.sh', 'scaledjobs'],
  ['jobset.x-k8s.io', 'jobsets'],
  ['leaderworkerset.x-k8s.io', 'leaderworkersets'],
  ['batch.volcano.sh', 'jobs'],
  ['ray.io', 'rayclusters', 'rayjobs', 'rayservices'],
  ['flink.apache.org', 'flinkdeployments'],
  ['kubeflow.org', 'notebooks', 'pytorchjobs', 'tfjobs', 'mpijobs'],
  ['kubevirt.io', 'virtualmachines', 'virtualmachineinstances'],
  ['apps.kruise.io', 'clonesets', 'statefulsets', 'daemonsets', 'broadcastjobs', 'advancedcronjobs'],
  ['monitoring.coreos.com', 'prometheuses', 'alertmanagers'],
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
    ...OF_OPERATORS.map(([group, ...resources]): RuleGrant => ({ group, resources, verbs: VERBS, isInEdit: true })),
  ],
  notes: ['A StatefulSet or a DaemonSet creates pods from a ControllerRevision when it is rolled back. An operator or a delivery tool '
    + 'creates pods from its own resources, with its own permissions.'],
});
