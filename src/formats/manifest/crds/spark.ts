import { CustomKinds, TEMPLATE_CONTAINERS } from './places';
import { CustomPods } from '../custom-pods';
import { PROBES } from '../pod';

/**
 * Driver and executors share an image and volumes, and merge a pod template into their own fields:
 * https://github.com/kubeflow/spark-operator/blob/master/api/v1beta2/sparkapplication_types.go
 */
function spark(at: string): readonly CustomPods[] {
  const spec = at.split('.');
  return ['driver', 'executor'].flatMap((role) => [
    {
      at: `${at}.${role}`,
      part: {
        spec: '',
        metadata: '',
        containers: {
          '': {
            list: 'containers',
            name: `spark-kubernetes-${role}`,
            shared: { image: imagesOf(spec, role), imagePullPolicy: [[...spec, 'imagePullPolicy']] },
          },
          'sidecars.*': 'containers',
          'initContainers.*': 'initContainers',
        } as const,
        aliases: { securityContext: 'podSecurityContext', serviceAccountName: 'serviceAccount', resources: undefined },
        shared: { volumes: [[...spec, 'volumes']] },
        fields: ['securityContext'],
        outer: [`${at}.${role}.template.spec`],
        containerDefaults: 'template.spec.containers.0',
        renamed: ['resources', 'imagePullPolicy', ...PROBES],
      },
    },
    { at: `${at}.${role}.template`, part: { spec: 'spec', metadata: 'metadata', containers: TEMPLATE_CONTAINERS } },
  ]);
}

/** https://spark.apache.org/docs/latest/running-on-kubernetes.html#spark-properties */
function imagesOf(spec: readonly string[], role: string) {
  return [
    [...spec, 'image'],
    [...spec, 'sparkConf', `spark.kubernetes.${role}.container.image`],
    [...spec, 'sparkConf', 'spark.kubernetes.container.image'],
  ];
}

export const SPARK_CRDS: CustomKinds = {
  'sparkoperator.k8s.io/ScheduledSparkApplication': spark('spec.template'),
  'sparkoperator.k8s.io/SparkApplication': spark('spec'),
};
