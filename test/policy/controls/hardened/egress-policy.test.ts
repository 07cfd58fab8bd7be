import { egressPolicy } from '../../../../src/policy/controls/hardened/egress-policy';
import { FACTS } from '../../../../src/policy/facts/facts';
import { found, goodPod } from '../support';

const policy = (spec: object, kind = 'networking.k8s.io/v1/NetworkPolicy') => {
  const [group, version, name] = kind.split('/');
  return { apiVersion: `${group}/${version}`, kind: name, metadata: { name: JSON.stringify(spec).slice(0, 40), namespace: 'shop' }, spec };
};

function reported(pod: any, ...policies: readonly object[]): readonly string[] {
  const collector = FACTS.networkPolicies.collector();
  policies.forEach((each) => collector.add(each as any, 'shop'));
  return found(egressPolicy, pod, undefined, { facts: { networkPolicies: collector.at('shop') } });
}

const ALL = { podSelector: {} };

test('reports a pod whose policies limit incoming connections only', () => {
  expect(reported(goodPod(), policy({ ...ALL, policyTypes: ['Ingress'] }))).toEqual(['metadata.name']);
  expect(reported(goodPod(), policy({ ...ALL, policyTypes: ['Ingress', 'Egress'], egress: [{}] }))).toEqual(['metadata.name']);
});

test('accepts a pod whose outgoing connections a policy limits', () => {
  expect(reported(goodPod(), policy({ ...ALL, policyTypes: ['Ingress'] }), policy({ ...ALL, policyTypes: ['Egress'] }))).toEqual([]);
  expect(reported(goodPod(), policy({ ...ALL, policyTypes: ['Egress'], egress: [{ to: [{ podSelector: {} }] }] }))).toEqual([]);
});

test('leaves to others: pods without any policy, pods in the network of the node, and policies of plugins', () => {
  expect(reported(goodPod())).toEqual([]);
  expect(reported(goodPod((spec) => { spec.hostNetwork = true; }), policy({ ...ALL, policyTypes: ['Ingress'] }))).toEqual([]);
  expect(reported(goodPod(), policy({ ...ALL, policyTypes: ['Ingress'] }), policy({}, 'cilium.io/v2/CiliumNetworkPolicy'))).toEqual([]);
  expect(found(egressPolicy, goodPod())).toEqual([]);
});
