import { asObject, asString } from '../../manifest/json';
import { selectsLabels } from '../../manifest/label-selector';
import { PodView } from '../../manifest/pod';
import { always, PodControl } from '../control';

export const networkPolicy: PodControl = {
  id: 'network-policy',
  title: 'A network policy for every pod',
  level: 'hardened',
  severity: 'warning',
  why: 'Every pod of the cluster can connect to the pod, and whoever takes it over can connect to everything, such as the metadata server of the cloud.',
  remedy: 'write a NetworkPolicy that selects the pod, with the connections that it needs; one with `podSelector: {}` is for its whole namespace',
  remedyInCode: 'set `network: NetworkAccess.isolated()`, or call `Hardening.of(chart).isolateNetwork()`, and allow connections by `connections`',
  spec: {
    rules: [{
      fields: ['metadata.labels of the pod'],
      allowed: 'what the podSelector of a NetworkPolicy in the same namespace selects, in the same app or audit',
    }],
    notes: [
      'Which pods a policy of Cilium or Calico selects is not evaluated: beside one, or with one for the whole cluster, nothing is reported.',
      'A pod in the network of its node is not reported: no policy applies to it.',
      'A network plugin (CNI) without support for policies ignores all of them, silently.',
    ],
    sources: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  },
  admission: { because: 'it reads the NetworkPolicies of the namespace, and a policy sees one object' },
  checks: always((pod, { networkPolicies }) => {
    if (!networkPolicies || !pod.owner || pod.json.hostNetwork === true || isSelected(pod, networkPolicies)) {
      return undefined;
    }
    const { json, path } = pod.owner;
    return {
      path: [...path, 'metadata', 'name'],
      value: asString(asObject(json.metadata).name),
      detail: 'no NetworkPolicy selects its pods',
    };
  }),
};

function isSelected({ metadata }: PodView, selectors: readonly unknown[]): boolean {
  const labels = asObject(metadata.labels);
  for (const selector of selectors) {
    if (selectsLabels(selector, labels)) {
      return true;
    }
  }
  return false;
}
