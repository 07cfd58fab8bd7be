import { said } from './support';
import { podFailurePolicy } from '../../../src/controls/declarations/pod-failure-policy';

test.each([[true, 25, 1], [true, 26, 0], [false, 25, 0]])('with a pod failure policy (%s), Kubernetes 1.%i has %i errors', (hasPodFailurePolicy, kubernetesVersion, count) => {
  expect(said(podFailurePolicy, { hasPodFailurePolicy }, undefined, { kubernetesVersion })).toHaveLength(count);
});
