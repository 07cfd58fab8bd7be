import { said } from './support';
import { podFailurePolicy } from '../../../src/controls/declarations/pod-failure-policy';

test.each([[true, 25, 1], [true, 26, 0], [false, 25, 0]])('with a policy: %s, on 1.%i: %i errors', (hasPodFailurePolicy, kubernetesVersion, count) => {
  expect(said(podFailurePolicy, { hasPodFailurePolicy }, undefined, { kubernetesVersion })).toHaveLength(count);
});
