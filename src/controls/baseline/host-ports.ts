/*
 * A host port listens on the node's own address.
 *
 * Restricted fields: spec.{initContainers,containers,ephemeralContainers}[*].ports[*].hostPort
 * Allowed values:    0, undefined
 * Versions:          1.0+
 *
 * With hostNetwork the API server sets an absent hostPort to the containerPort before anybody judges it.
 */
import { asObject, isAbsent } from '../../manifest/json';
import { always, at, everyContainer, NONE, PodControl } from '../control';

export const hostPorts: PodControl = {
  id: 'host-ports',
  title: 'No host ports',
  level: 'pss-baseline',
  severity: 'error',
  why: 'A host port bypasses network policies and ties the pod to the nodes where that port is free.',
  remedy: 'remove `hostPort`; expose the application by a Service',
  knownAs: {
    pss: ['hostPorts'],
    cis: ['5.2.13'],
    polaris: ['hostPortSet'],
    trivy: ['KSV-0024'],
    checkov: ['CKV_K8S_26'],
    kubescape: ['C-0044'],
    kyverno: ['disallow-host-ports'],
  },
  checks: always(everyContainer((container) => {
    if (container.ports.length === 0) {
      return NONE;
    }
    const isDefaulted = container.pod.json.hostNetwork === true;
    return container.ports.flatMap((json, index) => {
      const { hostPort, containerPort } = asObject(json);
      const effective = isAbsent(hostPort) && isDefaulted ? containerPort : hostPort;
      return isAbsent(effective) || effective === 0 ? NONE : [at(container, ['ports', index, 'hostPort'])];
    });
  })),
};
