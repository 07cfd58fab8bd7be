import { firstOf } from '../../../formats/manifest/first-of';
import { asObject, asString } from '../../../formats/manifest/json';
import { PodView } from '../../../formats/manifest/pod';
import { PodIsolation } from '../../facts/network-policies';
import { Violation } from '../check';
import { always, PodControl } from '../control';

export const networkPolicy: PodControl<['networkPolicies']> = {
  facts: ['networkPolicies'],
  id: 'network-policy',
  title: 'A network policy for every pod',
  level: 'hardened',
  risk: 'medium',
  why: 'Every pod of the cluster can connect to the pod, and whoever takes it over can '
    + 'connect to everything, such as the metadata server of the cloud.',
  remedy: 'write a NetworkPolicy that selects the pod, with the connections that it needs; one '
    + 'with `podSelector: {}` selects all pods of its namespace',
  remedyInCode: {
    hardened: 'set `isolate: true`, or call `Hardening.of(chart).isolateNetwork()`, and allow connections by `connections`',
    plain: 'call `Hardening.of(chart).isolateNetwork()`, and allow connections by `connections`',
  },
  spec: {
    rules: [{
      fields: ['metadata.labels of the pod'],
      allowed: 'labels that the podSelector of a NetworkPolicy in the same namespace selects for sure, in the same app or audit, if the '
        + 'pod\'s policies together do not open all of their directions to everyone',
    }],
    notes: [
      'Labels added by controllers are considered if their value follows from the manifest: the name of '
        + 'a Job, and the pod names of a StatefulSet with `replicas`. '
        + 'A policy that selects by others, such as `pod-template-hash`, or only some of the replicas, isolates no workload.',
      'A policy that allows everything isolates nothing: `ingress: [{}]`, a rule without `from` or `to` and without `ports`, or one for '
        + '0.0.0.0/0 without an exception. Policies add up, so it also cancels the others.',
      'A policy that the API server refuses, such as one with `policyTypes: [ingress]`, is '
        + 'ignored. If two policies have the same name, the last one wins.',
      'The selectors of Cilium and Calico policies are not evaluated: nothing is reported in a '
        + 'namespace with such a policy, or if one applies to the whole cluster.',
      'A pod in the network of its node is not reported: no policy applies to it.',
      'A network plugin (CNI) without support for policies ignores all of them, silently.',
    ],
    sources: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  },
  admission: { because: 'it reads the NetworkPolicies of the namespace, and a policy sees one object' },
  reads: { fields: ['metadata.labels', 'spec.hostNetwork'] },
  checks: always((pod, { facts: { networkPolicies } }) => {
    if (!networkPolicies || !pod.owner || pod.json.hostNetwork === true || networkPolicies.isolates(pod)) {
      return undefined;
    }
    const { json, path } = pod.owner;
    const name = asString(asObject(json.metadata).name);
    return {
      path: [...path, 'metadata', 'name'],
      value: name,
      isSentence: true,
      ...reasonFor(networkPolicies, pod, name ?? 'the object'),
    };
  }),
};

function reasonFor({ allowing, refusal }: PodIsolation, pod: PodView, owner: string): Pick<Violation, 'detail' | 'remedy'> {
  const names = allowing?.(pod) ?? [];
  if (names.length > 0) {
    const [noun, are, its] = names.length === 1 ? ['NetworkPolicy', 'selects', 'its'] : ['NetworkPolicies', 'together select', 'their'];
    const allow = names.length === 1 ? 'allows' : 'allow';
    return {
      detail: `${noun} ${firstOf(names.map((name) => `"${name}"`), MOST_NAMES)} ${are} the pods of ${owner} and ${allow} every connection`,
      remedy: `limit ${its} rules to pods, addresses and ports: a rule without \`from\` or \`to\`, or for 0.0.0.0/0, allows everyone`,
    };
  }
  return {
    detail: `no NetworkPolicy selects the pods of ${owner}`
      + `${refusal === undefined ? '' : `, except one that the API server refuses: ${refusal}`}`,
  };
}

const MOST_NAMES = 3;
