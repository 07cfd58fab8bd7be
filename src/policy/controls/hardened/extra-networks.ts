import { annotationViolations } from '../annotations';
import { ANNOTATIONS, celList, celMatches } from '../cel';
import { always, PodControl } from '../control';

const KEYS = ['k8s.v1.cni.cncf.io/networks', 'v1.multus-cni.io/default-network'];

const NONE = /^\s*(?:\[\s*\]\s*)?$/;

export const extraNetworks: PodControl = {
  id: 'extra-networks',
  title: 'No additional networks',
  level: 'hardened',
  risk: 'medium',
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
    notes: ['This is a warning, because appliances and databases need it, and the manifest does not show the other network.'],
    sources: ['https://github.com/k8snetworkplumbingwg/multus-cni/blob/master/docs/how-to-use.md'],
  },
  admission: [{
    each: 'pod',
    in: ANNOTATIONS,
    violates: `it in ${celList(KEYS)} && !${celMatches(`${ANNOTATIONS}[it]`, NONE)}`,
    value: `it + '=' + ${ANNOTATIONS}[it]`,
  }],
  reads: { needs: ['metadata.annotations'] },
  checks: always((pod) => annotationViolations(pod, (key, value) => KEYS.includes(key) && !NONE.test(value))),
};
