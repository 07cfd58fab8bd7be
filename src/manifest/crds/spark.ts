import { CustomKinds, SAME, TEMPLATE_CONTAINERS } from './places';
import { CustomPods } from '../custom-pods';

/** What Spark's operator makes of these no control reads: they are among the fields of the container. */
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
        unevaluated: SPARK_POD_FIELDS.map((field) => `${role}.${field}`),
      },
    },
    { at: `${at}.${role}.template`, part: { spec: 'spec', metadata: 'metadata', containers: TEMPLATE_CONTAINERS } },
  ]);
}

export const SPARK: CustomKinds = {
  'sparkoperator.k8s.io/ScheduledSparkApplication': spark('spec.template'),
  'sparkoperator.k8s.io/SparkApplication': spark('spec'),
};
