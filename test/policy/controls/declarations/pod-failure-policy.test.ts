import { messagesOf, violationsOf } from './support';
import { podFailurePolicy } from '../../../../src/policy/controls/declarations/pod-failure-policy';

test.each([[true, 25, 1], [true, 26, 0], [false, 25, 0]])('with a pod failure policy (%s), Kubernetes 1.%i has %i errors', (hasPodFailurePolicy, kubernetesVersion, count) => {
  expect(messagesOf(podFailurePolicy, { hasPodFailurePolicy }, undefined, { target: { kubernetesVersion } })).toHaveLength(count);
});

test('reports the field and both versions', () => {
  expect(violationsOf(podFailurePolicy, { hasPodFailurePolicy: true }, undefined, { target: { kubernetesVersion: 25 } })).toEqual([{
    path: ['spec', 'podFailurePolicy'], value: undefined, detail: 'podFailurePolicy needs Kubernetes 1.26, and kubernetesVersion is 1.25',
  }]);
});
