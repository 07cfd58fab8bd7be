import { CONTAINERS, CustomKinds, SAME, statedImage } from './places';
import { CustomPods } from '../custom-pods';

/** https://prometheus-operator.dev/docs/api-reference/api/; the operator merges containers into its own by name. */
function prometheus(name: string): readonly CustomPods[] {
  return [
    { at: 'spec', part: { ...SAME, metadata: 'podMetadata', containers: CONTAINERS, fields: ['securityContext'] } },
    statedImage('spec', name),
    statedImage('spec.thanos', 'thanos-sidecar'),
  ];
}

/** https://github.com/open-telemetry/opentelemetry-operator/blob/main/apis/v1beta1/common.go, OpenTelemetryCommonFields */
const OPEN_TELEMETRY: readonly CustomPods[] = [{
  at: 'spec',
  part: {
    ...SAME,
    containers: {
      'initContainers.*': 'initContainers',
      '': { list: 'containers', name: 'otc-container', aliases: { args: undefined } }, // its arguments are a map
      'additionalContainers.*': 'containers',
    },
    aliases: { securityContext: 'podSecurityContext', dnsConfig: 'podDnsConfig', resources: undefined },
  },
}];

/**
 * https://github.com/VictoriaMetrics/operator/blob/master/api/operator/v1beta1/vmextra_types.go, CommonApplicationDeploymentParams:
 * one security context applies to the pod and to its containers, and an image is an object.
 */
function victoriaMetrics(...paths: readonly string[]): readonly CustomPods[] {
  const aliases = { image: undefined, args: undefined, ports: undefined, env: 'extraEnvs', envFrom: 'extraEnvsFrom' };
  return paths.map((at) => ({
    at,
    part: {
      ...SAME,
      metadata: 'podMetadata',
      containers: { ...CONTAINERS, '': { list: 'containers', name: 'main', aliases } },
      aliases: { resources: undefined },
    },
  }));
}

/** https://github.com/fluent/fluent-operator/blob/master/apis/fluentbit/v1alpha2/fluentbit_types.go */
const FLUENT_BIT: readonly CustomPods[] = [{
  at: 'spec',
  part: {
    ...SAME,
    metadata: '',
    containers: {
      'initContainers.*': 'initContainers',
      '': {
        list: 'containers',
        name: 'fluent-bit',
        aliases: { securityContext: 'containerSecurityContext', env: 'envVars', volumeMounts: 'volumesMounts' },
      },
    },
    aliases: { resources: undefined },
  },
}];

/** The values of a chart: https://github.com/grafana/alloy/blob/main/operations/helm/charts/alloy/values.yaml */
const ALLOY: readonly CustomPods[] = [{
  at: 'spec',
  part: {
    spec: 'controller',
    containers: {
      'controller.initContainers.*': 'initContainers',
      'alloy': {
        list: 'containers',
        name: 'alloy',
        aliases: { env: 'extraEnv', args: undefined, ports: 'extraPorts', volumeMounts: 'mounts.extra' },
      },
      'controller.extraContainers.*': 'containers',
    },
    aliases: { volumes: 'volumes.extra', securityContext: undefined },
  },
}];

export const OBSERVABILITY: CustomKinds = {
  'collectors.grafana.com/Alloy': ALLOY,
  'fluentbit.fluent.io/FluentBit': FLUENT_BIT,
  'monitoring.coreos.com/Alertmanager': prometheus('alertmanager'),
  'monitoring.coreos.com/Prometheus': prometheus('prometheus'),
  'monitoring.coreos.com/PrometheusAgent': prometheus('prometheus'),
  'monitoring.coreos.com/ThanosRuler': prometheus('thanos-ruler'),
  // https://github.com/grafana/agent/blob/main/static/operator/apis/monitoring/v1alpha1/types.go
  'monitoring.grafana.com/GrafanaAgent': prometheus('grafana-agent'),
  'opentelemetry.io/OpenTelemetryCollector': OPEN_TELEMETRY,
  'operator.victoriametrics.com/VMAgent': victoriaMetrics('spec'),
  'operator.victoriametrics.com/VMAlert': victoriaMetrics('spec'),
  'operator.victoriametrics.com/VMAlertmanager': prometheus('alertmanager'),
  'operator.victoriametrics.com/VMAuth': victoriaMetrics('spec'),
  'operator.victoriametrics.com/VMCluster': victoriaMetrics('spec.vmselect', 'spec.vminsert', 'spec.vmstorage'),
  'operator.victoriametrics.com/VMSingle': victoriaMetrics('spec'),
};
