import { JsonObject } from '../../../src/formats/manifest/json';
import { toFieldPath } from '../../../src/formats/manifest/paths';
import { evaluate } from '../../../src/policy/engine/evaluate';
import { profileOf } from '../../../src/policy/engine/profile';

/** Kinds from which operators create pods, with a privileged container or a host namespace, and its path. */
const PRIVILEGED = { securityContext: { privileged: true } };
const MERGED = { spec: { containers: [{ name: 'main', ...PRIVILEGED }] } };
const HOST = { hostNetwork: true };
const VALUES = 'securityContext:\n  privileged: true\n';

const KINDS: readonly (readonly [string, string, JsonObject, string])[] = [
  // Containers without images, which the operator merges by name
  ['elasticsearch.k8s.elastic.co/v1', 'Elasticsearch', { nodeSets: [{ podTemplate: MERGED }] }, 'nodeSets[0].podTemplate.spec.containers[0].securityContext.privileged'],
  ['kibana.k8s.elastic.co/v1', 'Kibana', { podTemplate: MERGED }, 'podTemplate.spec.containers[0].securityContext.privileged'],
  ['beat.k8s.elastic.co/v1beta1', 'Beat', { daemonSet: { podTemplate: { spec: HOST } } }, 'daemonSet.podTemplate.spec.hostNetwork'],
  ['agent.k8s.elastic.co/v1alpha1', 'Agent', { daemonSet: { podTemplate: { spec: HOST } } }, 'daemonSet.podTemplate.spec.hostNetwork'],
  ['mongodbcommunity.mongodb.com/v1', 'MongoDBCommunity', { statefulSet: { spec: { template: MERGED } } },
    'statefulSet.spec.template.spec.containers[0].securityContext.privileged'],
  ['mongodb.com/v1', 'MongoDB', { podSpec: { podTemplate: MERGED } }, 'podSpec.podTemplate.spec.containers[0].securityContext.privileged'],
  ['flink.apache.org/v1beta1', 'FlinkDeployment', { podTemplate: MERGED }, 'podTemplate.spec.containers[0].securityContext.privileged'],
  ['cassandra.datastax.com/v1beta1', 'CassandraDatacenter', { podTemplateSpec: MERGED }, 'podTemplateSpec.spec.containers[0].securityContext.privileged'],
  ['rabbitmq.com/v1beta1', 'RabbitmqCluster', { override: { statefulSet: { spec: { template: MERGED } } } },
    'override.statefulSet.spec.template.spec.containers[0].securityContext.privileged'],
  ['grafana.integreatly.org/v1beta1', 'Grafana', { deployment: { spec: { template: MERGED } } }, 'deployment.spec.template.spec.containers[0].securityContext.privileged'],
  ['k8s.keycloak.org/v2alpha1', 'Keycloak', { unsupported: { podTemplate: MERGED } }, 'unsupported.podTemplate.spec.containers[0].securityContext.privileged'],
  ['postgresql.cnpg.io/v1', 'Pooler', { template: MERGED }, 'template.spec.containers[0].securityContext.privileged'],
  ['postgresql.cnpg.io/v1', 'Cluster', { ...PRIVILEGED, imageName: 'pg:1' }, 'securityContext.privileged'],
  // Fields beside a single image
  ['opentelemetry.io/v1beta1', 'OpenTelemetryCollector', { image: 'a', ...PRIVILEGED }, 'securityContext.privileged'],
  ['opentelemetry.io/v1beta1', 'OpenTelemetryCollector', { volumes: [{ name: 'a', hostPath: { path: '/' } }] }, 'volumes[0].hostPath'],
  ['opentelemetry.io/v1beta1', 'OpenTelemetryCollector', { podSecurityContext: { windowsOptions: { hostProcess: true } } },
    'podSecurityContext.windowsOptions.hostProcess'],
  ['fluentbit.fluent.io/v1alpha2', 'FluentBit', { image: 'a', containerSecurityContext: { privileged: true } }, 'containerSecurityContext.privileged'],
  ['operator.victoriametrics.com/v1beta1', 'VMSingle', { image: { tag: 'a' }, ...PRIVILEGED }, 'securityContext.privileged'],
  ['operator.victoriametrics.com/v1beta1', 'VMAgent', { ...HOST }, 'hostNetwork'],
  ['operator.victoriametrics.com/v1beta1', 'VMCluster', { vmstorage: { ...PRIVILEGED } }, 'vmstorage.securityContext.privileged'],
  ['pxc.percona.com/v1', 'PerconaXtraDBCluster', { pxc: { image: 'a', containerSecurityContext: { privileged: true } } }, 'pxc.containerSecurityContext.privileged'],
  ['minio.min.io/v2', 'Tenant', { pools: [{ containerSecurityContext: { privileged: true } }] }, 'pools[0].containerSecurityContext.privileged'],
  ['gateway.envoyproxy.io/v1alpha1', 'EnvoyProxy', { provider: { kubernetes: { envoyDeployment: { container: PRIVILEGED } } } },
    'provider.kubernetes.envoyDeployment.container.securityContext.privileged'],
  ['argoproj.io/v1alpha1', 'EventSource', { template: { container: PRIVILEGED } }, 'template.container.securityContext.privileged'],
  ['collectors.grafana.com/v1alpha1', 'Alloy', { controller: { hostPID: true } }, 'controller.hostPID'],
  ['collectors.grafana.com/v1alpha1', 'Alloy', { alloy: PRIVILEGED }, 'alloy.securityContext.privileged'],
  ['collectors.grafana.com/v1alpha1', 'Alloy', { controller: { volumes: { extra: [{ name: 'a', hostPath: { path: '/' } }], x: { hostPID: true } } } },
    'controller.volumes.extra[0].hostPath'],
  ['collectors.grafana.com/v1alpha1', 'Alloy', { controller: { volumes: { x: { hostPID: true } } } }, 'controller.volumes.x.hostPID'],
  ['monitoring.grafana.com/v1alpha1', 'GrafanaAgent', { containers: [{ name: 'a', ...PRIVILEGED }] }, 'containers[0].securityContext.privileged'],
  // Whole pod templates
  ['leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet', { leaderWorkerTemplate: { workerTemplate: MERGED } },
    'leaderWorkerTemplate.workerTemplate.spec.containers[0].securityContext.privileged'],
  ['agones.dev/v1', 'GameServer', { template: MERGED }, 'template.spec.containers[0].securityContext.privileged'],
  ['agones.dev/v1', 'Fleet', { template: { spec: { template: MERGED } } }, 'template.spec.template.spec.containers[0].securityContext.privileged'],
  ['kubeflow.org/v1', 'TFJob', { tfReplicaSpecs: { worker: { template: MERGED } } }, 'tfReplicaSpecs.worker.template.spec.containers[0].securityContext.privileged'],
  ['kubeflow.org/v1', 'PyTorchJob', { pytorchReplicaSpecs: { Master: { template: MERGED } } },
    'pytorchReplicaSpecs.Master.template.spec.containers[0].securityContext.privileged'],
  ['batch.volcano.sh/v1alpha1', 'Job', { tasks: [{ template: MERGED }] }, 'tasks[0].template.spec.containers[0].securityContext.privileged'],
  ['actions.github.com/v1alpha1', 'AutoscalingRunnerSet', { listenerTemplate: MERGED }, 'listenerTemplate.spec.containers[0].securityContext.privileged'],
  ['serving.kserve.io/v1beta1', 'InferenceService', { predictor: { model: PRIVILEGED } }, 'predictor.model.securityContext.privileged'],
  ['serving.kserve.io/v1beta1', 'InferenceService', { transformer: HOST }, 'transformer.hostNetwork'],
  ['operators.coreos.com/v1alpha1', 'ClusterServiceVersion', { install: { spec: { deployments: [{ spec: { template: MERGED } }] } } },
    'install.spec.deployments[0].spec.template.spec.containers[0].securityContext.privileged'],
  ['argoproj.io/v1alpha1', 'AnalysisTemplate', { metrics: [{ provider: { job: { spec: { template: MERGED } } } }] },
    'metrics[0].provider.job.spec.template.spec.containers[0].securityContext.privileged'],
  // Unlisted places of known kinds
  ['ray.io/v1', 'RayCluster', { autoscalerOptions: PRIVILEGED }, 'autoscalerOptions.securityContext.privileged'],
  ['ray.io/v1', 'RayService', { rayClusterConfig: { autoscalerOptions: PRIVILEGED } }, 'rayClusterConfig.autoscalerOptions.securityContext.privileged'],
  ['ray.io/v1', 'RayCronJob', { jobTemplate: { rayClusterSpec: { autoscalerOptions: PRIVILEGED } } },
    'jobTemplate.rayClusterSpec.autoscalerOptions.securityContext.privileged'],
  ['triggers.tekton.dev/v1beta1', 'TriggerTemplate', { resourcetemplates: [{ kind: 'TaskRun', spec: { taskSpec: { steps: [PRIVILEGED] } } }] },
    'resourcetemplates[0].spec.taskSpec.steps[0].securityContext.privileged'],
  ['sparkoperator.k8s.io/v1beta2', 'SparkApplication', { sparkConf: { 'spark.kubernetes.driver.volumes.hostPath.a.options.path': '/' } },
    'sparkConf["spark.kubernetes.driver.volumes.hostPath.a.options.path"]'],
  // Values and patches
  ['argoproj.io/v1alpha1', 'Application', { source: { helm: { values: VALUES } } }, 'source.helm.values'],
  ['argoproj.io/v1alpha1', 'Application', { source: { helm: { valuesObject: PRIVILEGED } } }, 'source.helm.valuesObject.securityContext.privileged'],
  ['argoproj.io/v1alpha1', 'Application', { source: { helm: { parameters: [{ name: 'a.privileged', value: 'true' }] } } }, 'source.helm.parameters[0]'],
  ['argoproj.io/v1alpha1', 'ApplicationSet', { templatePatch: VALUES }, 'templatePatch'],
  ['helm.toolkit.fluxcd.io/v2', 'HelmRelease', { values: PRIVILEGED }, 'values.securityContext.privileged'],
  ['helm.cattle.io/v1', 'HelmChart', { valuesContent: VALUES }, 'valuesContent'],
  ['helm.cattle.io/v1', 'HelmChart', { set: { 'a.privileged': 'true' } }, 'set["a.privileged"]'],
  ['kustomize.toolkit.fluxcd.io/v1', 'Kustomization', { patches: [{ patch: VALUES }] }, 'patches[0].patch'],
  ['kyverno.io/v1', 'ClusterPolicy', { rules: [{ mutate: { patchStrategicMerge: { spec: HOST } } }] }, 'rules[0].mutate.patchStrategicMerge.spec.hostNetwork'],
  ['mutations.gatekeeper.sh/v1', 'Assign', { location: 'spec.containers[name:*].securityContext.privileged', parameters: { assign: { value: true } } }, ''],
  ['admissionregistration.k8s.io/v1', 'MutatingAdmissionPolicy', { mutations: [{ applyConfiguration: { expression: 'Object{spec: Object.spec{hostPID: true}}' } }] },
    'mutations[0].applyConfiguration.expression'],
  ['kubernetes.crossplane.io/v1alpha1', 'Object', { forProvider: { manifest: { kind: 'Pod', spec: { containers: [PRIVILEGED] } } } },
    'forProvider.manifest.spec.containers[0].securityContext.privileged'],
  ['work.open-cluster-management.io/v1', 'ManifestWork', { workload: { manifests: [{ kind: 'Pod', spec: HOST }] } }, 'workload.manifests[0].spec.hostNetwork'],
  ['addons.cluster.x-k8s.io/v1beta1', 'HelmChartProxy', { valuesTemplate: VALUES }, 'valuesTemplate'],
  // What grants a part of the node
  ['kubevirt.io/v1', 'VirtualMachine', { template: { spec: { volumes: [{ hostDisk: { path: '/dev/sda' } }] } } }, 'template.spec.volumes[0].hostDisk'],
  ['kubevirt.io/v1', 'VirtualMachine', { template: { spec: { domain: { devices: { hostDevices: [{ deviceName: 'a' }] } } } } },
    'template.spec.domain.devices.hostDevices'],
  ['build.openshift.io/v1', 'BuildConfig', { strategy: { customStrategy: { exposeDockerSocket: true } } }, 'strategy.customStrategy.exposeDockerSocket'],
  ['upgrade.cattle.io/v1', 'Plan', { upgrade: { image: 'a', ...PRIVILEGED } }, 'upgrade.securityContext.privileged'],
  ['ceph.rook.io/v1', 'CephCluster', { network: { hostNetwork: true } }, 'network.hostNetwork'],
  ['datadoghq.com/v2alpha1', 'DatadogAgent', { override: { nodeAgent: { containers: { agent: PRIVILEGED } } } },
    'override.nodeAgent.containers.agent.securityContext.privileged'],
  ['projectcontour.io/v1alpha1', 'ContourDeployment', { envoy: { podTemplate: { spec: HOST } } }, 'envoy.podTemplate.spec.hostNetwork'],
  ['operator.tigera.io/v1', 'Installation', { calicoNodeDaemonSet: { spec: { template: { spec: { containers: [{ name: 'a', ...PRIVILEGED }] } } } } },
    'calicoNodeDaemonSet.spec.template.spec.containers[0].securityContext.privileged'],
  ['cilium.io/v1alpha1', 'CiliumConfig', { preflight: { hostNetwork: 'true' } }, 'preflight.hostNetwork'],
  ['cert-manager.io/v1', 'Issuer', { acme: { solvers: [{ http01: { ingress: { podTemplate: { spec: { securityContext: { capabilities: { add: ['ALL'] } } } } } } }] } },
    'acme.solvers[0].http01.ingress.podTemplate.spec.securityContext.capabilities'],
  ['tekton.dev/v1', 'Pipeline', { tasks: [{ taskSpec: { apiVersion: 'example.com/v1', spec: PRIVILEGED } }] }, 'tasks[0].taskSpec.spec.securityContext.privileged'],
  ['apps.kruise.io/v1alpha1', 'SidecarSet', { containers: [{ name: 'a', image: 'a', ...PRIVILEGED }] }, 'containers[0].securityContext.privileged'],
  ['apps.kruise.io/v1alpha1', 'UnitedDeployment', { template: { statefulSetTemplate: { spec: { template: { spec: HOST } } } } },
    'template.statefulSetTemplate.spec.template.spec.hostNetwork'],
  ['workspace.devfile.io/v1alpha2', 'DevWorkspace', { template: { attributes: { 'pod-overrides': { spec: HOST } } } },
    'template.attributes.pod-overrides.spec.hostNetwork'],
  ['core.oam.dev/v1beta1', 'Application', { components: [{ properties: { objects: [{ kind: 'Pod', spec: HOST }] } }] },
    'components[0].properties.objects[0].spec.hostNetwork'],
];

test.each(KINDS)('%s %s: the profiles baseline and hardened report every unsafe setting in %j', (apiVersion, kind, spec, place) => {
  for (const level of ['pss-baseline', 'hardened'] as const) {
    const findings = evaluate({ apiVersion, kind, metadata: { name: 'a' }, spec }, profileOf(level));
    expect(findings.map(({ path }) => toFieldPath(path))).toContain(['spec', place].filter((step) => step !== '').join('.'));
  }
});
