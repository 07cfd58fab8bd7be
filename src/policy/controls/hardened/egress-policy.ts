import { asObject, asString } from '../../../formats/manifest/json';
import { always, PodControl } from '../control';

export const egressPolicy: PodControl<['networkPolicies']> = {
  facts: ['networkPolicies'],
  id: 'egress-policy',
  title: 'A NetworkPolicy for outgoing connections of every pod',
  level: 'hardened',
  risk: 'medium',
  why: 'An attacker who compromises the pod, or makes it send a request, can reach every pod, every host on the internet, and the cloud\'s '
    + 'metadata server, which provides the credentials of the node.',
  remedy: 'write a NetworkPolicy of the type Egress that selects the pod and allows the connections that it needs',
  remedyInCode: {
    hardened: 'set `isolate: true`, or call `Hardening.of(chart).isolateNetwork()`, and allow connections by `connections`',
    plain: 'call `Hardening.of(chart).isolateNetwork()`, and allow connections by `connections`',
  },
  spec: {
    rules: [{
      fields: ['metadata.labels of a pod that NetworkPolicies select for its incoming connections only'],
      allowed: 'labels that a NetworkPolicy of the type Egress selects in every case, unless the policy allows everything',
    }],
    notes: ['The control network-policy reports pods without any NetworkPolicy, and the control metadata-egress reports rules for every '
      + 'address.'],
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation',
      'https://kubernetes.io/docs/tasks/administer-cluster/securing-a-cluster/#restricting-cloud-metadata-api-access',
    ],
  },
  admission: { because: 'it reads the NetworkPolicies of the namespace, and a policy sees one object' },
  reads: { fields: ['metadata.labels', 'spec.hostNetwork'] },
  checks: always((pod, { facts: { networkPolicies } }) => {
    if (!networkPolicies?.limits || !pod.owner || pod.json.hostNetwork === true
      || !networkPolicies.isolates(pod) || networkPolicies.limits(pod, 'Egress')) {
      return undefined;
    }
    const { json, path } = pod.owner;
    return {
      path: [...path, 'metadata', 'name'],
      value: asString(asObject(json.metadata).name),
      detail: 'its NetworkPolicies limit only incoming connections',
    };
  }),
};
