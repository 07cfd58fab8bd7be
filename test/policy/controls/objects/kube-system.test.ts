import { kubeSystem } from '../../../../src/policy/controls/objects/kube-system';
import { found, goodPod } from '../support';

const pod = (namespace: unknown) => goodPod((_, { metadata }) => { metadata.namespace = namespace; });

test.each(['kube-system', 'kube-public', 'kube-node-lease'])('refuses %s', (namespace) => {
  expect(found(kubeSystem, pod(namespace))).toEqual(['metadata.namespace']);
});

test.each(['shop', 'my-kube-system', 'default', null, undefined, 7])('accepts %p', (namespace) => {
  expect(found(kubeSystem, pod(namespace))).toEqual([]);
});
