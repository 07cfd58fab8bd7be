import { annotationViolations } from '../annotations';
import { always, PodControl } from '../control';

const ANNOTATIONS = ['k8s.v1.cni.cncf.io/networks', 'v1.multus-cni.io/default-network'];

export const extraNetworks: PodControl = {
  id: 'extra-networks',
  title: 'No additional networks',
  level: 'hardened',
  severity: 'warning',
  why: 'NetworkPolicies do not apply to an additional interface, so its traffic bypasses them in both directions.',
  remedy: 'remove it, or waive it and filter the traffic of that network with MultiNetworkPolicies or outside the cluster',
  spec: {
    rules: [{
      fields: [
        'metadata.annotations["k8s.v1.cni.cncf.io/networks"] of the pod',
        'metadata.annotations["v1.multus-cni.io/default-network"] of the pod',
      ],
      allowed: '"", [], undefined',
    }],
    notes: ['A warning, since appliances and databases have good reasons for it, and the manifest does not show what is on the other side.'],
    sources: ['https://github.com/k8snetworkplumbingwg/multus-cni/blob/master/docs/how-to-use.md'],
  },
  checks: always((pod) => annotationViolations(pod, (key, value) => ANNOTATIONS.includes(key) && !/^\s*(?:\[\s*\])?\s*$/.test(value))),
};
