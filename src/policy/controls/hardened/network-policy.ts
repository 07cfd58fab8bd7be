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
  why: 'Every pod in the cluster can connect to the pod, and an attacker who compromises it can connect to everything, such as the '
    + 'cloud\'s metadata server.',
  remedy: 'write a NetworkPolicy that selects the pod and allows the connections that it needs; `podSelector: {}` selects all pods in the '
    + 'namespace',
  remedyInCode: {
    hardened: 'set `isolate: true`, or call `Hardening.of(chart).isolateNetwork()`, and allow connections by `connections`',
    plain: 'call `Hardening.of(chart).isolateNetwork()`, and allow connections by `connections`',
  },
  spec: {
    rules: [{
      fields: ['metadata.labels of the pod'],
      allowed: 'labels that a NetworkPolicy in the same namespace, and in the same app or audit, selects in every case, unless the '
        + 'policies of the pod together allow every connection in all of their directions',
    }],
    notes: [
      'Labels that a controller adds are evaluated if the manifest determines their value: the name of a Job, and the pod names of a '
        + 'StatefulSet with `replicas`. A policy does not isolate a workload if it selects by other labels, such as `pod-template-hash`, '
        + 'or if it selects only some of the replicas.',
      'A policy that allows everything does not isolate a pod: `ingress: [{}]`, a rule without `from` or `to` and without `ports`, or a '
        + 'rule for 0.0.0.0/0 without an exception. Policies are additive, so such a policy also cancels the others.',
      'A policy that the API server refuses, such as one with `policyTypes: [ingress]`, is '
        + 'ignored. If two policies have the same name, the last one wins.',
      'The selectors of Cilium and Calico policies are not evaluated. Nothing is reported in a namespace with such a policy, or if such a '
        + 'policy applies to the whole cluster.',
      'A pod that uses the host network is not reported, because no policy applies to it.',
      'A network plugin (CNI) without support for policies ignores all of them without an error.',
    ],
    sources: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  },
  admission: { because: 'it reads the NetworkPolicies of the namespace, but an admission policy sees only one object' },
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
