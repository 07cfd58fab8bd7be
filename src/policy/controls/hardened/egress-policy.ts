import { asObject, asString } from '../../../formats/manifest/json';
import { always, PodControl } from '../control';

export const egressPolicy: PodControl<['networkPolicies']> = {
  facts: ['networkPolicies'],
  id: 'egress-policy',
  title: 'A limit to outgoing connections for every pod',
  level: 'hardened',
  risk: 'medium',
  why: 'Whoever takes over the pod, or makes it send a request, reaches every pod, every host of the internet, and the metadata '
    + 'server of the '
    + 'cloud, which gives out the credentials of the node.',
  remedy: 'write a NetworkPolicy that selects the pod and has the type Egress, with the connections that it needs',
  remedyInCode: {
    hardened: 'set `isolate: true`, or call `Hardening.of(chart).isolateNetwork()`, and allow connections by `connections`',
    plain: 'call `Hardening.of(chart).isolateNetwork()`, and allow connections by `connections`',
  },
  spec: {
    rules: [{
      fields: ['metadata.labels of a pod that NetworkPolicies select for its incoming connections only'],
      allowed: 'labels that the podSelector of a NetworkPolicy with the type Egress selects for sure, unless it allows everything',
    }],
    notes: ['The control network-policy reports pods that no policy limits in any direction, and metadata-egress rules for every address.'],
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
