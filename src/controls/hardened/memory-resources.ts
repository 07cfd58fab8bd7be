/*
 * Every container has a share of the node's memory, and a limit.
 *
 * Restricted fields: spec.{initContainers,containers}[*].resources.{requests,limits}.memory
 * Allowed values:    any quantity above 0
 *
 * No fix: how much an application needs, only its author knows.
 */
import { always, PodControl } from '../control';
import { requestAndLimit } from '../resources';

export const memoryResources: PodControl = {
  id: 'memory-resources',
  title: 'A request and a limit for memory',
  level: 'hardened',
  severity: 'error',
  why: 'One container that grows without a limit takes the node\'s memory, and the kernel kills its neighbours.',
  remedy: 'write `memory` under `resources.requests` and `resources.limits`',
  knownAs: {
    kubeScore: ['container-resources'],
    kubeLinter: ['unset-memory-requirements'],
    polaris: ['memoryRequestsMissing', 'memoryLimitsMissing'],
    trivy: ['KSV-0016', 'KSV-0018'],
    kubesec: ['RequestsMemory', 'LimitsMemory'],
    checkov: ['CKV_K8S_12', 'CKV_K8S_13'],
    kubescape: ['C-0004', 'C-0009', 'C-0269', 'C-0271'],
    kyverno: ['require-requests-limits'],
  },
  checks: always(requestAndLimit('memory')),
};
