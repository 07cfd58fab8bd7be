import { CustomKinds, mergedTemplates, SAME, statedImage, templates } from './places';
import { CustomPods } from '../custom-pods';

/** https://github.com/ray-project/kuberay/blob/master/ray-operator/apis/ray/v1/raycluster_types.go */
function ray(cluster: string): readonly CustomPods[] {
  return [
    ...templates(`${cluster}.headGroupSpec.template`, `${cluster}.workerGroupSpecs.*.template`),
    // A container that the operator adds to the head's pod.
    {
      at: `${cluster}.autoscalerOptions`,
      part: {
        ...SAME,
        containers: { '': { list: 'containers', name: 'autoscaler' } },
        aliases: { securityContext: undefined, resources: undefined },
      },
    },
  ];
}

function rayJob(job: string): readonly CustomPods[] {
  return [...ray(`${job}.rayClusterSpec`), ...templates(`${job}.submitterPodTemplate`)];
}

export const BATCH: CustomKinds = {
  // https://github.com/actions/actions-runner-controller/tree/master/apis/actions.github.com/v1alpha1
  'actions.github.com/AutoscalingListener': [...mergedTemplates('spec.template'), statedImage('spec', 'listener')],
  'actions.github.com/AutoscalingRunnerSet': [...templates('spec.template'), ...mergedTemplates('spec.listenerTemplate')],
  'actions.github.com/EphemeralRunner': templates('spec'),
  'actions.github.com/EphemeralRunnerSet': templates('spec.ephemeralRunnerSpec'),
  // https://agones.dev/site/docs/reference/agones_crd_api_reference/
  'agones.dev/Fleet': templates('spec.template.spec.template'),
  'agones.dev/GameServer': templates('spec.template'),
  'agones.dev/GameServerSet': templates('spec.template.spec.template'),
  'apps.kruise.io/AdvancedCronJob': templates(
    'spec.template.jobTemplate.spec.template',
    'spec.template.broadcastJobTemplate.spec.template',
  ),
  'apps.kruise.io/BroadcastJob': templates('spec.template'),
  'apps.kruise.io/CloneSet': templates('spec.template'),
  'apps.kruise.io/DaemonSet': templates('spec.template'),
  'apps.kruise.io/StatefulSet': templates('spec.template'),
  'apps.openshift.io/DeploymentConfig': templates('spec.template'),
  // https://volcano.sh/en/docs/vcjob/
  'batch.volcano.sh/Job': templates('spec.tasks.*.template'),
  'jobset.x-k8s.io/JobSet': templates('spec.replicatedJobs.*.template.spec.template'),
  'keda.sh/ScaledJob': templates('spec.jobTargetRef.template'),
  // https://github.com/kubeflow/trainer/tree/release-1.9/pkg/apis/kubeflow.org/v1
  'kubeflow.org/JAXJob': templates('spec.jaxReplicaSpecs.*.template'),
  'kubeflow.org/MPIJob': templates('spec.mpiReplicaSpecs.*.template'),
  'kubeflow.org/PaddleJob': templates('spec.paddleReplicaSpecs.*.template'),
  'kubeflow.org/PyTorchJob': templates('spec.pytorchReplicaSpecs.*.template'),
  'kubeflow.org/TFJob': templates('spec.tfReplicaSpecs.*.template'),
  'kubeflow.org/XGBoostJob': templates('spec.xgbReplicaSpecs.*.template'),
  // https://github.com/kubernetes-sigs/lws/blob/main/api/leaderworkerset/v1/leaderworkerset_types.go
  'leaderworkerset.x-k8s.io/LeaderWorkerSet': templates(
    'spec.leaderWorkerTemplate.leaderTemplate',
    'spec.leaderWorkerTemplate.workerTemplate',
  ),
  // https://olm.operatorframework.io/docs/concepts/crds/clusterserviceversion/
  'operators.coreos.com/ClusterServiceVersion': templates('spec.install.spec.deployments.*.spec.template'),
  'ray.io/RayCluster': ray('spec'),
  'ray.io/RayCronJob': rayJob('spec.jobTemplate'),
  'ray.io/RayJob': rayJob('spec'),
  'ray.io/RayService': ray('spec.rayClusterConfig'),
};
