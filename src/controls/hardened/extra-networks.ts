/*
 * A pod is on the network of the cluster alone.
 *
 * Restricted fields: metadata.annotations["k8s.v1.cni.cncf.io/networks"], ["v1.multus-cni.io/default-network"] of the pod
 * Allowed values:    "", [], undefined
 *
 * A warning: appliances and databases have such networks for good reasons, and nothing in the manifest says what is on the other side.
 *
 * Source: https://github.com/k8snetworkplumbingwg/multus-cni/blob/master/docs/how-to-use.md
 */
import { annotationViolations } from '../annotations';
import { always, PodControl } from '../control';

const ANNOTATIONS = ['k8s.v1.cni.cncf.io/networks', 'v1.multus-cni.io/default-network'];

export const extraNetworks: PodControl = {
  id: 'extra-networks',
  title: 'No further networks',
  level: 'hardened',
  severity: 'warning',
  why: 'NetworkPolicies do not apply to a further interface, so traffic goes past them in both directions.',
  remedy: 'remove it, or waive it and filter the traffic of that network with MultiNetworkPolicies or outside the cluster',
  checks: always((pod) => annotationViolations(pod, (key, value) => ANNOTATIONS.includes(key) && !/^\s*(?:\[\s*\])?\s*$/.test(value))),
};
