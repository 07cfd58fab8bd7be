import { CONTAINERS, CustomKinds, SAME, TEMPLATE_CONTAINERS } from './places';
import { CustomPods } from '../custom-pods';

/**
 * The webhook of Knative refuses most fields of a pod, such as its security context, unless a flag allows them.
 * https://knative.dev/docs/serving/configuration/feature-flags/
 */
function knative(at: string): readonly CustomPods[] {
  const fields = ['automountServiceAccountToken', 'enableServiceLinks'];
  return [{ at, part: { spec: 'spec', metadata: 'metadata', containers: TEMPLATE_CONTAINERS, fields } }];
}

/** Containers that KServe merges into the one of the model server that it picks. */
const MODEL_SERVERS = [
  'model',
  'sklearn',
  'xgboost',
  'tensorflow',
  'pytorch',
  'triton',
  'onnx',
  'huggingface',
  'pmml',
  'lightgbm',
  'paddle',
  'art',
];

/** A pod spec beside fields of KServe's own: https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/predictor.go */
function kserve(...paths: readonly string[]): readonly CustomPods[] {
  const servers = Object.fromEntries(MODEL_SERVERS.map((field) => [field, { list: 'containers', name: field } as const]));
  return paths.map((at) => ({ at, part: { ...SAME, metadata: '', containers: { ...CONTAINERS, ...servers } } }));
}

export const SERVING: CustomKinds = {
  'serving.knative.dev/Configuration': knative('spec.template'),
  'serving.knative.dev/Revision': knative(''),
  'serving.knative.dev/Service': knative('spec.template'),
  'serving.kserve.io/ClusterServingRuntime': kserve('spec', 'spec.workerSpec'),
  'serving.kserve.io/InferenceService': kserve('spec.predictor', 'spec.predictor.workerSpec', 'spec.transformer', 'spec.explainer'),
  'serving.kserve.io/ServingRuntime': kserve('spec', 'spec.workerSpec'),
};
