/*
 * Sharing a host namespace takes away the wall between the pod and its node.
 *
 * Restricted fields: spec.hostNetwork, spec.hostPID, spec.hostIPC
 * Allowed values:    false, undefined
 * Versions:          1.0+
 */
import { PodView } from '../../manifest/pod';
import { always, at, NONE, PodControl, Violations } from '../control';

const HOST_NAMESPACES = ['hostNetwork', 'hostPID', 'hostIPC'];

export const hostNamespaces: PodControl = {
  id: 'host-namespaces',
  title: 'No host namespaces',
  level: 'pss-baseline',
  severity: 'error',
  why: 'In the host\'s namespaces a pod sees and signals every process of the node, or listens in on its traffic.',
  remedy: 'remove it; expose the application by a Service, and share data by volumes',
  knownAs: {
    pss: ['hostNamespaces'],
    nsa: ['1.3', '1.4', '1.5'],
    cis: ['5.2.3', '5.2.4', '5.2.5'],
    kubeLinter: ['host-network', 'host-pid', 'host-ipc'],
    polaris: ['hostNetworkSet', 'hostPIDSet', 'hostIPCSet'],
    trivy: ['KSV-0008', 'KSV-0009', 'KSV-0010'],
    kubesec: ['HostNetwork', 'HostPID', 'HostIPC'],
    checkov: ['CKV_K8S_17', 'CKV_K8S_18', 'CKV_K8S_19'],
    kubescape: ['C-0038', 'C-0041', 'C-0275', 'C-0276'],
    kyverno: ['disallow-host-namespaces'],
  },
  checks: always(check),
};

function check(pod: PodView): Violations {
  const { hostNetwork, hostPID, hostIPC } = pod.json;
  if (hostNetwork !== true && hostPID !== true && hostIPC !== true) {
    return NONE;
  }
  return HOST_NAMESPACES.filter((field) => pod.json[field] === true).map((field) => ({ ...at(pod, [field]), allowKey: field }));
}
